namespace LeaP.Cli.Rendering;

/// <summary>Where a worker stands, in one word.</summary>
internal static class WorkerWords
{
    /// <summary>The word for a state.</summary>
    /// <param name="state">The state.</param>
    public static string Of(WorkerState state) => state switch
    {
        WorkerState.Active => "active",
        WorkerState.Draining => "draining",
        WorkerState.Lost => "lost",
        _ => "unknown",
    };
}
