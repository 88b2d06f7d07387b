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

    /// <summary>Last round whose peers were chosen for it; 0 before the first.</summary>
    public int RoutedRound { get; internal set; }

    /// <summary>The peers it heard, or will hear, in <see cref="RoutedRound"/>.</summary>
    public IReadOnlyList<RoutedPeer> RoutedPeers { get; internal set; } = [];

    /// <summary>True while its newest summary came too late for its round and was not offered in a later one.</summary>
    public bool OffersLateSummary { get; internal set; }

    /// <summary>Its text as far as it was reported, in order: enough to go on elsewhere.</summary>
    public IReadOnlyList<TextSegment> Transcript => _transcript;

    /// <summary>True until it finished or failed.</summary>
    public bool IsLive => State is PathState.Pending or PathState.Running or PathState.Waiting;

    internal void Take(PathReport report)
    {
        _transcript.AddRange(report.Text);
        Usage = report.Usage;
    }
}
