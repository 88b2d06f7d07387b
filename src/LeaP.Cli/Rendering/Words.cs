using System.Globalization;
using LeaP.Protocol.Common.V1;
using LeaP.Protocol.Reasoning.V1;

namespace LeaP.Cli.Rendering;

/// <summary>Words that more than one display uses for the same thing.</summary>
internal static class Words
{
    /// <summary>Where a path stands, in one word.</summary>
    /// <param name="state">The state.</param>
    public static string Of(PathState state) => state switch
    {
        PathState.Pending => "pending",
        PathState.Running => "running",
        PathState.Waiting => "waiting",
        PathState.Finished => "finished",
        PathState.Failed => "failed",
        _ => "unknown",
    };

    /// <summary>Where a session stands, in one word.</summary>
    /// <param name="state">The state.</param>
    public static string Of(SessionState state) => state switch
    {
        SessionState.Queued => "queued",
        SessionState.Running => "running",
        SessionState.Succeeded => "succeeded",
        SessionState.Failed => "failed",
        SessionState.Cancelled => "cancelled",
        _ => "unknown",
    };

    /// <summary>Why a path stopped.</summary>
    /// <param name="reason">The reason.</param>
    public static string Of(FinishReason reason) => reason switch
    {
        FinishReason.Stop => "ended by itself",
        FinishReason.Length => "turns ran out",
        FinishReason.Cancelled => "cancelled",
        FinishReason.Failed => "failed",
        FinishReason.Decided => "vote was decided",
        FinishReason.GroupDone => "its group went on with another",
        FinishReason.Budget => "token budget ran out",
        _ => "still running",
    };

    /// <summary>An answer, or a dash when there is none.</summary>
    /// <param name="answer">The answer; may be empty.</param>
    public static string AnswerOrDash(string answer) => answer.Length == 0 ? "-" : SafeText.OneLine(answer);

    /// <summary>A failure's message and reason.</summary>
    /// <param name="failure">The failure.</param>
    public static string Of(Failure failure) =>
        $"{SafeText.OneLine(failure.Message)} ({SafeText.OneLine(failure.Reason)})";

    /// <summary>Token counts by kind.</summary>
    /// <param name="usage">The counts.</param>
    public static string Of(TokenUsage usage) => string.Create(
        CultureInfo.InvariantCulture,
        $"prompt {usage.PromptTokens}, reasoning {usage.ReasoningTokens}, summary {usage.SummaryTokens}, peer {usage.PeerTokens}, discarded {usage.DiscardedTokens}");

    /// <summary>Who one path hears and how similar each is: <c>p0 ← p3 0.42, p5 0.47</c>.</summary>
    /// <param name="delivery">The delivery.</param>
    public static string Of(RoundRouted.Types.Delivery delivery) =>
        delivery.Peers.Count == 0
            ? $"{SafeText.OneLine(delivery.PathId)} ← nobody"
            : $"{SafeText.OneLine(delivery.PathId)} ← {string.Join(", ", delivery.Peers.Select(Of))}";

    /// <summary>Settings in effect, on one line.</summary>
    /// <param name="session">The session.</param>
    public static string Settings(Session session)
    {
        var words = new List<string>
        {
            $"model {SafeText.OneLine(session.Model)}",
            string.Create(CultureInfo.InvariantCulture, $"{session.PathCount} paths"),
            $"mode {SafeText.OneLine(session.Mode)}",
        };
        if (session.Mode != "independent" && session.PeerRouting is { } routing)
        {
            words.Add(string.Create(CultureInfo.InvariantCulture, $"policy {SafeText.OneLine(routing.Policy)} k={routing.PeerCount}"));
        }

        if (session.Rounds is { } rounds)
        {
            words.Add(string.Create(CultureInfo.InvariantCulture, $"{rounds.MaxTurns} turns of {rounds.IntervalTokens} tokens"));
            if (rounds.FirstIntervalTokens > 0 && rounds.FirstIntervalTokens != rounds.IntervalTokens)
            {
                words.Add(string.Create(CultureInfo.InvariantCulture, $"the first of {rounds.FirstIntervalTokens}"));
            }
        }

        if (session.Sampling is { HasSeed: true } sampling)
        {
            words.Add(string.Create(CultureInfo.InvariantCulture, $"temperature {sampling.Temperature:0.##}, seed {sampling.Seed}"));
        }

        return string.Join(", ", words);
    }

    private static string Of(PeerSummary peer) =>
        string.Create(CultureInfo.InvariantCulture, $"{SafeText.OneLine(peer.PathId)} {peer.Similarity:0.00}")
        + (peer.StandsFor.Count > 0 ? $" (for {string.Join(' ', peer.StandsFor.Select(SafeText.OneLine))} too)" : "")
        + (peer.Concluded ? " (ended)" : "");
}
