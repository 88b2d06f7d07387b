using LeaP.Cli.Embedded;

namespace LeaP.Cli.Connections;

/// <summary>Connects over the network, or starts the programs in this process.</summary>
/// <param name="errors">Where the embedded programs' errors go.</param>
/// <param name="time">Bounds the start.</param>
internal sealed class RouterConnector(TextWriter errors, TimeProvider time) : IRouterConnector
{
    /// <inheritdoc/>
    public RouterConnection Connect(Uri router, CredentialFiles files) => RouterChannel.Open(router, files);

    /// <inheritdoc/>
    public async Task<RouterConnection> StartEmbeddedAsync(Action<string> progress, CancellationToken cancellationToken)
    {
        EmbeddedCluster cluster = await EmbeddedCluster.StartAsync(new EmbeddedClusterOptions(), errors, time, progress, cancellationToken);
        return cluster.Connection;
    }
}
