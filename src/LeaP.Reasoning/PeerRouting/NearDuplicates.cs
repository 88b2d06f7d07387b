using LeaP.Reasoning.Similarity;

namespace LeaP.Reasoning.PeerRouting;

/// <summary>Finds summaries that say nearly the same, so that one can stand for the others.</summary>
public static class NearDuplicates
{
    /// <summary>
    /// Puts every summary to the first one, in path order, that leads a cluster and is similar enough to it; a summary
    /// without such a leader leads a cluster of its own. All members are similar enough to their leader, not
    /// necessarily to each other.
    /// </summary>
    /// <param name="similarities">How alike the summaries are.</param>
    /// <param name="threshold">Similarity from which two count as one, in (0, 1].</param>
    /// <returns>The clusters, by leader; each begins with its leader and is in path order.</returns>
    /// <exception cref="ArgumentOutOfRangeException">The threshold is outside that range.</exception>
    public static IReadOnlyList<IReadOnlyList<int>> Cluster(SimilarityMatrix similarities, double threshold)
    {
        ArgumentNullException.ThrowIfNull(similarities);
        ArgumentOutOfRangeException.ThrowIfNegativeOrZero(threshold);
        ArgumentOutOfRangeException.ThrowIfGreaterThan(threshold, 1.0);
        var clusters = new List<List<int>>();
        for (int path = 0; path < similarities.Count; path++)
        {
            int self = path;
            List<int>? home = clusters.Find(cluster => similarities[cluster[0], self] >= threshold);
            if (home is null)
            {
                home = [];
                clusters.Add(home);
            }

            home.Add(path);
        }

        return clusters;
    }

    /// <summary>The clusters as one path hears them: without itself, the next member leading in its place.</summary>
    /// <param name="clusters">The clusters.</param>
    /// <param name="path">The path that hears.</param>
    public static IReadOnlyList<IReadOnlyList<int>> Without(IReadOnlyList<IReadOnlyList<int>> clusters, int path)
    {
        ArgumentNullException.ThrowIfNull(clusters);
        return
        [
            .. clusters.Select(cluster => (IReadOnlyList<int>)[.. cluster.Where(member => member != path)])
                .Where(cluster => cluster.Count > 0),
        ];
    }
}
