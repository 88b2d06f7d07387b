namespace LeaP.Reasoning.PeerRouting;

/// <summary>Orders the others of a path; among equally similar ones the lower position comes first.</summary>
internal static class PeerOrder
{
    public static IReadOnlyList<IReadOnlyList<int>> ForEachPath(PeerRoutingRound round, Func<int, IEnumerable<int>> peersOf)
    {
        ArgumentNullException.ThrowIfNull(round);
        return [.. Enumerable.Range(0, round.PathCount).Select(path => (IReadOnlyList<int>)[.. peersOf(path)])];
    }

    public static IEnumerable<int> Others(PeerRoutingRound round, int path) =>
        Enumerable.Range(0, round.PathCount).Where(other => other != path);

    public static IEnumerable<int> LeastSimilarFirst(PeerRoutingRound round, int path) =>
        Others(round, path).OrderBy(other => round.Similarities[path, other]);

    public static IEnumerable<int> MostSimilarFirst(PeerRoutingRound round, int path) =>
        Others(round, path).OrderByDescending(other => round.Similarities[path, other]);
}
