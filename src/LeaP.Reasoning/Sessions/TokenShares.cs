namespace LeaP.Reasoning.Sessions;

/// <summary>
/// Shares a session's token budget out: the allowances of living paths and what the ended ones drew never add up to
/// more than the budget. Answers come on top and are not charged.
/// </summary>
internal static class TokenShares
{
    /// <summary>Gives every sharer an even part of what nobody has drawn or may draw.</summary>
    /// <param name="budget">The session's budget in tokens.</param>
    /// <param name="paths">Every path of the session.</param>
    /// <param name="sharers">Living paths whose newest counts are known; the others keep what they have.</param>
    public static void Share(long budget, IReadOnlyList<ReasoningPath> paths, IReadOnlyList<ReasoningPath> sharers)
    {
        if (sharers.Count == 0)
        {
            return;
        }

        long free = budget - paths.Sum(path => sharers.Contains(path) ? Drawn(path) : Reserved(path));
        for (int i = 0; i < sharers.Count; i++)
        {
            long share = (free / sharers.Count) + (i < free % sharers.Count ? 1 : 0);
            sharers[i].TokenAllowance = Drawn(sharers[i]) + share;
        }
    }

    // The answer is drawn beyond the allowance.
    private static long Drawn(ReasoningPath path) => Math.Min(path.Usage.Drawn, path.TokenAllowance ?? 0);

    // What a failed path drew since its last report is not known.
    private static long Reserved(ReasoningPath path) =>
        path.IsLive || path.State == PathState.Failed ? path.TokenAllowance ?? 0 : Drawn(path);
}
