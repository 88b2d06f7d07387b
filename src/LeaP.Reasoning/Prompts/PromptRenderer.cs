using System.Globalization;
using System.Text;

namespace LeaP.Reasoning.Prompts;

/// <summary>Puts the text together that a path starts from.</summary>
public static class PromptRenderer
{
    private const string SentenceEnd = ". ";

    /// <summary>
    /// Renders the initial prompt: chat prefix, problem, a space and the instruction if there is one, chat suffix,
    /// opening.
    /// </summary>
    /// <param name="profile">The wording.</param>
    /// <param name="problem">The problem, as its sender wrote it.</param>
    /// <param name="mode">Whether the paths will hear peers.</param>
    /// <param name="answerFormat">Name of the answer format.</param>
    /// <exception cref="Catalogs.UnknownNameException">The profile does not offer the answer format.</exception>
    public static string Render(PromptProfile profile, string problem, PromptMode mode, string answerFormat)
    {
        ArgumentNullException.ThrowIfNull(profile);
        ArgumentNullException.ThrowIfNull(problem);
        string instruction = profile.InstructionFor(mode, answerFormat);
        var prompt = new StringBuilder();
        AppendMessage(prompt, profile, problem, instruction);
        return prompt.Append(profile.Chat.Suffix)
            .Append(mode == PromptMode.Alone ? profile.PlainOpening : profile.Opening)
            .ToString();
    }

    /// <summary>
    /// Renders the prompt of a later layer of mode <c>moa</c>: the user's message of the plain prompt goes on with a
    /// blank line, the introduction and one quoted answer a line. Answers are escaped by <see cref="SummaryEscaper"/>.
    /// </summary>
    /// <param name="profile">The wording; it has wording for this mode.</param>
    /// <param name="problem">The problem, as its sender wrote it.</param>
    /// <param name="answerFormat">Name of the answer format.</param>
    /// <param name="answers">Answer sections of the layer before, in path order.</param>
    /// <exception cref="Catalogs.UnknownNameException">The profile does not offer the answer format.</exception>
    /// <exception cref="InvalidOperationException">The profile has no wording for the mode.</exception>
    public static string RenderLayer(
        PromptProfile profile,
        string problem,
        string answerFormat,
        IReadOnlyList<string> answers)
    {
        ArgumentNullException.ThrowIfNull(profile);
        ArgumentNullException.ThrowIfNull(problem);
        ArgumentNullException.ThrowIfNull(answers);
        MixtureWording wording = profile.Mixture
            ?? throw new InvalidOperationException("The prompt profile has no wording for layers: its key mixture is missing.");
        var escaper = new SummaryEscaper(profile);
        var prompt = new StringBuilder();
        AppendMessage(prompt, profile, problem, profile.InstructionFor(PromptMode.Alone, answerFormat));
        prompt.Append("\n\n").Append(wording.Introduction);
        for (int i = 0; i < answers.Count; i++)
        {
            string number = (i + 1).ToString(CultureInfo.InvariantCulture);
            prompt.Append('\n').Append(wording.Entry.Replace("{0}", number, StringComparison.Ordinal))
                .Append(" \"").Append(escaper.Escape(answers[i])).Append('"');
        }

        return prompt.Append(profile.Chat.Suffix).Append(profile.PlainOpening).ToString();
    }

    private static void AppendMessage(StringBuilder prompt, PromptProfile profile, string problem, string instruction)
    {
        prompt.Append(profile.Chat.Prefix).Append(NumberSentences(problem, profile.ProblemForm?.SentencePrefix ?? ""));
        if (instruction.Length > 0)
        {
            prompt.Append(' ').Append(instruction);
        }
    }

    private static string NumberSentences(string problem, string prefix)
    {
        if (prefix.Length == 0)
        {
            return problem;
        }

        string[] sentences = problem.Split(SentenceEnd);
        for (int i = 1; i < sentences.Length; i++)
        {
            sentences[i] = prefix.Replace("{0}", i.ToString(CultureInfo.InvariantCulture), StringComparison.Ordinal) + sentences[i];
        }

        return string.Join(SentenceEnd, sentences);
    }
}
