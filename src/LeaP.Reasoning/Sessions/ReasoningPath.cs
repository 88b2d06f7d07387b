using LeaP.Reasoning.Paths;

namespace LeaP.Reasoning.Sessions;

/// <summary>One line of reasoning within a session, as the router knows it.</summary>
public sealed class ReasoningPath
{
    private readonly List<TextSegment> _transcript = [];

    internal ReasoningPath(int index) => Index = index;

    /// <summary>Position in the session, from 0.</summary>
    public int Index { get; }

    /// <summary>Identifier within the session: <c>p0</c>, <c>p1</c> and so on.</summary>
    public string Id => PathIds.Format(Index);

    /// <summary>Where it stands.</summary>
    public PathState State { get; internal set; }

    /// <summary>Placement number, 0 before the first.</summary>
    public int Attempt { get; internal set; }

    /// <summary>Worker that runs it, or ran it last; empty before the first placement.</summary>
    public string WorkerId { get; internal set; } = "";

    /// <summary>Last round it wrote a summary for; 0 before the first.</summary>
    public int Round { get; internal set; }

    /// <summary>Its newest summary; empty before the first.</summary>
    public string LatestSummary { get; internal set; } = "";

    /// <summary>The answer found in its text; empty when none was.</summary>
    public string Answer { get; internal set; } = "";

    /// <summary>Why it stopped.</summary>
    public PathFinishReason FinishReason { get; internal set; }

    /// <summary>Present when it failed.</summary>
    public SessionFailure? Failure { get; internal set; }

    /// <summary>Its token counts, all attempts together.</summary>
    public TokenCounts Usage { get; internal set; } = TokenCounts.Zero;

    /// <summary>How sure it was so far, as of its newest report; null before it drew a reasoning token.</summary>
    public PathConfidence? Confidence { get; internal set; }

    /// <summary>Its group or layer, from 1; 0 in modes without them.</summary>
    public int Group { get; internal init; }

    /// <summary>Tokens it may draw for reasoning and summaries in all; null means any number.</summary>
    public long? TokenAllowance { get; internal set; }

    /// <summary>Answers of the layer before that its prompt asks it to weigh; empty outside mode <c>moa</c>.</summary>
    public IReadOnlyList<RoutedPeer> LayerAnswers { get; internal set; } = [];

    /// <summary>Last round whose peers were chosen for it; 0 before the first.</summary>
    public int RoutedRound { get; internal set; }

    /// <summary>The peers it heard, or will hear, in <see cref="RoutedRound"/>.</summary>
    public IReadOnlyList<RoutedPeer> RoutedPeers { get; internal set; } = [];

    /// <summary>True while its newest summary came too late for its round and was not offered in a later one.</summary>
    public bool OffersLateSummary { get; internal set; }

    /// <summary>True once the session's readers were told that it ended.</summary>
    public bool IsEndTold { get; internal set; }

    /// <summary>Its text as far as it was reported, in order: enough to go on elsewhere.</summary>
    public IReadOnlyList<TextSegment> Transcript => _transcript;

    /// <summary>True when it goes on alone, or went on, for its group in mode <c>leap-s</c>.</summary>
    public bool Speaks { get; internal set; }

    /// <summary>What it keeps on offer once it has ended; empty when it said nothing.</summary>
    public string Conclusion => PathConclusion.Offer(_transcript, LatestSummary);

    /// <summary>True when it ended with an answer that others may hear.</summary>
    public bool HasConcluded =>
        State == PathState.Finished
        && FinishReason is PathFinishReason.Stop or PathFinishReason.Length or PathFinishReason.Budget
        && Answer.Length > 0;

    /// <summary>True until it finished or failed.</summary>
    public bool IsLive => State is PathState.Pending or PathState.Running or PathState.Waiting;

    internal void Take(PathReport report)
    {
        _transcript.AddRange(report.Text);
        Usage = report.Usage;
        Confidence = report.Confidence ?? Confidence;
    }
}
