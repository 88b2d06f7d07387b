namespace LeaP.Cli.Rendering;

/// <summary>Orders path identifiers by their number: <c>p9</c> before <c>p10</c>.</summary>
internal sealed class PathOrder : IComparer<string>
{
    /// <summary>The only instance.</summary>
    public static readonly PathOrder Instance = new();

    /// <inheritdoc/>
    public int Compare(string? x, string? y)
    {
        int byLength = (x?.Length ?? 0).CompareTo(y?.Length ?? 0);
        return byLength != 0 ? byLength : string.CompareOrdinal(x, y);
    }
}
