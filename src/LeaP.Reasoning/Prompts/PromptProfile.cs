using LeaP.Reasoning.Catalogs;

namespace LeaP.Reasoning.Prompts;

/// <summary>
/// All wording a model is addressed with, and the settings that suit it. Read from JSON by
/// <see cref="PromptProfileParser"/>, which guarantees what is said of each property here.
/// </summary>
public sealed record PromptProfile
{
    /// <summary>The chat control text around the user's message.</summary>
    public required ChatWrapping Chat { get; init; }

    /// <summary>
    /// Whether <see cref="Chat"/> is to be taken from the model's own chat template; it is empty until then.
    /// </summary>
    public bool ChatFromModel { get; init; }

    /// <summary>By answer format: the instruction behind the problem when paths hear peers; may be empty.</summary>
    public required IReadOnlyDictionary<string, string> Instructions { get; init; }

    /// <summary>By answer format: the instruction behind the problem when paths reason alone; may be empty.</summary>
    public required IReadOnlyDictionary<string, string> PlainInstructions { get; init; }

    /// <summary>What the model's turn is made to begin with when paths hear peers; may be empty.</summary>
    public required string Opening { get; init; }

    /// <summary>What the model's turn is made to begin with when paths reason alone; may be empty.</summary>
    public required string PlainOpening { get; init; }

    /// <summary>Sentences that lead over to a summary; at least one.</summary>
    public required IReadOnlyList<string> Triggers { get; init; }

    /// <summary>Beginnings of a summary, completed by the model; at least one, which may be empty.</summary>
    public required IReadOnlyList<string> Leads { get; init; }

    /// <summary>Stands behind a block with peers' summaries; reasoning goes on right after it.</summary>
    public required string Reflection { get; init; }

    /// <summary>Stands behind a block without any summary; reasoning goes on right after it.</summary>
    public required string NoComments { get; init; }

    /// <summary>By answer format: what forces the answer of a path that ran out of turns. Its keys are the formats on offer.</summary>
    public required IReadOnlyDictionary<string, string> FinalAnswers { get; init; }

    /// <summary>The marks the model writes and reads.</summary>
    public required PromptTags Tags { get; init; }

    /// <summary>Strings that end a path besides the end of sequence; none is empty.</summary>
    public required IReadOnlyList<string> StopStrings { get; init; }

    /// <summary>The one form of problem the model understands; null = any text.</summary>
    public ProblemForm? ProblemForm { get; init; }

    /// <summary>The settings proposed where a request names none.</summary>
    public required ProfileDefaults Defaults { get; init; }

    /// <summary>The answer formats on offer, in the profile's order.</summary>
    public IReadOnlyList<string> AnswerFormats => [.. FinalAnswers.Keys];

    /// <summary>What forces an answer of a format.</summary>
    /// <param name="answerFormat">Name of the format.</param>
    /// <exception cref="UnknownNameException">The profile does not offer the format.</exception>
    public string FinalAnswerFor(string answerFormat) => For(FinalAnswers, answerFormat);

    internal string InstructionFor(PromptMode mode, string answerFormat) =>
        For(mode == PromptMode.Alone ? PlainInstructions : Instructions, answerFormat);

    private string For(IReadOnlyDictionary<string, string> wording, string answerFormat) =>
        wording.TryGetValue(answerFormat, out string? text)
            ? text
            : throw new UnknownNameException("answer format of this model's prompt profile", answerFormat, AnswerFormats);
}
