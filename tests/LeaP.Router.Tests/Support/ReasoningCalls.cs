using LeaP.Router.Admission;
using LeaP.Router.Endpoints;
using LeaP.Router.Mapping;
using LeaP.Router.Options;
using LeaP.Router.Placement;
using LeaP.Router.Sessions;
using LeaP.Router.Shutdown;
using LeaP.Router.Storage;
using Microsoft.Extensions.Logging.Abstractions;
using Microsoft.Extensions.Options;

namespace LeaP.Router.Tests.Support;

/// <summary>The endpoint of clients that reason, and calls to it that end when the test ends.</summary>
internal sealed class ReasoningCalls : IAsyncDisposable
{
    private readonly CancellationTokenSource _ended = new();
    private readonly FakeLifetime _lifetime = new();

    public ReasoningCalls(params (string Key, string Value)[] settings)
    {
        Router = new RouterParts(settings);
        Shutdown = new RouterShutdown(
            Router.Get<SessionRegistry>(),
            Router.Get<SessionArchive>(),
            Router.Get<IOptions<ReasoningOptions>>(),
            _lifetime,
            Router.Time,
            NullLogger<RouterShutdown>.Instance);
    }

    public RouterParts Router { get; }

    public RouterShutdown Shutdown { get; }

    public ReasoningEndpoint Endpoint => new(
        Router.Get<ReasonRequestReader>(),
        Router.Get<SessionRegistry>(),
        Router.Get<StoredSessions>(),
        Router.Get<SessionOwnership>(),
        Router.Get<ClientLimiter>(),
        Router.Get<PlacementQueue>(),
        Router.Get<IOptions<ReasoningOptions>>(),
        Router.Get<IOptions<SessionStoreOptions>>(),
        Shutdown);

    public FakeCall New(string tenant = "") => new(_ended.Token, tenant);

    /// <summary>Ends every call as a client does that goes away.</summary>
    public Task EndAsync() => _ended.CancelAsync();

    public async ValueTask DisposeAsync()
    {
        await EndAsync();
        await Router.Get<SessionRegistry>().StopAsync(CancellationToken.None).Soon();
        await Router.DisposeAsync();
        _ended.Dispose();
        Shutdown.Dispose();
        _lifetime.Dispose();
    }
}
