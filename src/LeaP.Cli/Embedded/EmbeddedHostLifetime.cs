using Microsoft.Extensions.Hosting;

namespace LeaP.Cli.Embedded;

/// <summary>
/// Leaves Ctrl-C to the command line: a session is cancelled through its call first, then the hosts are stopped in
/// order.
/// </summary>
internal sealed class EmbeddedHostLifetime : IHostLifetime
{
    /// <inheritdoc/>
    public Task WaitForStartAsync(CancellationToken cancellationToken) => Task.CompletedTask;

    /// <inheritdoc/>
    public Task StopAsync(CancellationToken cancellationToken) => Task.CompletedTask;
}
