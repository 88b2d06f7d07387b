namespace LeaP.Benchmarks.Others;

/// <summary>A runtime that others wrote, with a model loaded.</summary>
internal interface IOtherRuntime : IAsyncDisposable
{
    /// <summary>Draws tokens, the most likely one each time.</summary>
    /// <param name="request">What to draw.</param>
    /// <param name="cancellationToken">Ends the wait.</param>
    Task<OtherRun> RunAsync(OtherRequest request, CancellationToken cancellationToken);
}
