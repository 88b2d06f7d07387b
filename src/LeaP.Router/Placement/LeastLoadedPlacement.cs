namespace LeaP.Router.Placement;

/// <summary>Gives each path to the worker with the most free slots left; the first one wins a tie.</summary>
internal sealed class LeastLoadedPlacement : IPathPlacement
{
    /// <inheritdoc />
    public string Name => "least-loaded";

    /// <inheritdoc />
    public IReadOnlyList<int> Choose(IReadOnlyList<int> freeSlots, int count)
    {
        int[] left = [.. freeSlots];
        var chosen = new int[count];
        for (int path = 0; path < count; path++)
        {
            int best = 0;
            for (int worker = 1; worker < left.Length; worker++)
            {
                if (left[worker] > left[best])
                {
                    best = worker;
                }
            }

            chosen[path] = best;
            left[best]--;
        }

        return chosen;
    }
}
