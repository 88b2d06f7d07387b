using LeaP.Cli.Connections;

namespace LeaP.Cli.Tests.Support;

/// <summary>Connects every command to one scripted router and keeps how it was asked.</summary>
internal sealed class ScriptedConnector(ScriptedRouter router) : IRouterConnector, IAsyncDisposable
{
    /// <summary>Addresses asked for, in order.</summary>
    public List<Uri> Addresses { get; } = [];

    /// <summary>Credentials they were asked for with, in order.</summary>
    public List<CredentialFiles> Credentials { get; } = [];

    /// <summary>Times an embedded router was asked for.</summary>
    public int EmbeddedStarts { get; private set; }

    public RouterConnection Connect(Uri address, CredentialFiles files)
    {
        Addresses.Add(address);
        Credentials.Add(files);
        return new RouterConnection(router, this);
    }

    public Task<RouterConnection> StartEmbeddedAsync(Action<string> progress, CancellationToken cancellationToken)
    {
        EmbeddedStarts++;
        progress("starting");
        return Task.FromResult(new RouterConnection(router, this));
    }

    public ValueTask DisposeAsync()
    {
        router.IsClosed = true;
        return ValueTask.CompletedTask;
    }
}
