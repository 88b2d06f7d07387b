namespace LeaP.Worker.Paths;

/// <summary>The paths of each router this worker is linked to, apart: a router speaks of its own alone.</summary>
/// <param name="create">Makes a table without paths.</param>
internal sealed class PathTables(Func<PathTable> create)
{
    private volatile IReadOnlyList<PathTable> _tables = [];

    /// <summary>Paths that run or pause, of all routers.</summary>
    public int Count => _tables.Sum(table => table.Count);

    /// <summary>Makes a table for each router, once.</summary>
    /// <param name="routers">Their number.</param>
    public IReadOnlyList<PathTable> Make(int routers) => _tables = [.. Enumerable.Range(0, routers).Select(_ => create())];
}
