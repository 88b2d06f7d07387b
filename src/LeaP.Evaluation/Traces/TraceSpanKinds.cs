using static LeaP.Protocol.Common.V1.TextSegment.Types;

namespace LeaP.Evaluation.Traces;

/// <summary>Names of the kinds of text in a fine-tuning record.</summary>
public static class TraceSpanKinds
{
    /// <summary>Text that the request let the path begin with.</summary>
    public const string Beginning = "beginning";

    private static readonly Dictionary<Kind, string> Names = new()
    {
        [Kind.Prompt] = "prompt",
        [Kind.Reasoning] = "reasoning",
        [Kind.SummaryPrompt] = "summary_prompt",
        [Kind.Summary] = "summary",
        [Kind.PeerBlock] = "peer_block",
        [Kind.AnswerPrompt] = "answer_prompt",
        [Kind.Answer] = "answer",
    };

    /// <summary>The name of a kind.</summary>
    /// <param name="kind">The kind.</param>
    /// <exception cref="TraceException">This version does not know the kind, so it cannot say whether to learn it.</exception>
    internal static string NameOf(Kind kind) => Names.TryGetValue(kind, out string? name)
        ? name
        : throw new TraceException($"The session holds text of the kind {kind}, which this version does not know; export it with a newer one.");

    /// <summary>True for what a path writes itself; prompts, peers' words and forced text are only read.</summary>
    /// <param name="kind">The kind.</param>
    internal static bool IsLearned(Kind kind) => kind is Kind.Reasoning or Kind.Summary or Kind.Answer;
}
