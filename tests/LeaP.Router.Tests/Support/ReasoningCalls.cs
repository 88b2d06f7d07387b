using LeaP.Router.Admission;
using LeaP.Router.Endpoints;
using LeaP.Router.Mapping;
using LeaP.Router.Options;
using LeaP.Router.Placement;
using LeaP.Router.Sessions;
using Microsoft.Extensions.Options;

namespace LeaP.Router.Tests.Support;

/// <summary>The endpoint of clients that reason, and calls to it that end when the test ends.</summary>
internal sealed class ReasoningCalls(params (string Key, string Value)[] settings) : IAsyncDisposable
{
    private readonly CancellationTokenSource _ended = new();

    public RouterParts Router { get; } = new(settings);

    public FakeLifetime Lifetime { get; } = new();

    public ReasoningEndpoint Endpoint => new(
        Router.Get<ReasonRequestReader>(),
        Router.Get<SessionRegistry>(),
        Router.Get<StoredSessions>(),
        Router.Get<SessionOwnership>(),
        Router.Get<ClientLimiter>(),
        Router.Get<PlacementQueue>(),
        Router.Get<IOptions<ReasoningOptions>>(),
        Router.Get<IOptions<SessionStoreOptions>>(),
        Lifetime);

    public FakeCall New(string tenant = "") => new(_ended.Token, tenant);

    /// <summary>Ends every call as a client does that goes away.</summary>
    public Task EndAsync() => _ended.CancelAsync();

    public async ValueTask DisposeAsync()
    {
        await EndAsync();
        await Router.Get<SessionRegistry>().StopAsync(CancellationToken.None).Soon();
        await Router.DisposeAsync();
        _ended.Dispose();
        Lifetime.Dispose();
    }
}
