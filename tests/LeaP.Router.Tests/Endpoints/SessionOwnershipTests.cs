using Grpc.Core;
using LeaP.Protocol.Reasoning.V1;
using LeaP.Router.Admission;
using LeaP.Router.Endpoints;
using LeaP.Router.Mapping;
using LeaP.Router.Options;
using LeaP.Router.Placement;
using LeaP.Router.Sessions;
using LeaP.Router.Tests.Support;
using Microsoft.Extensions.Options;

namespace LeaP.Router.Tests.Endpoints;

public sealed class SessionOwnershipTests : IAsyncDisposable
{
    private readonly RouterParts _router = new();
    private readonly FakeLifetime _lifetime = new();
    private readonly CancellationTokenSource _callEnds = new();

    [Fact]
    public async Task A_session_belongs_to_the_tenant_that_started_it()
    {
        _router.Link("worker-a", RouterParts.Model());
        var events = new MessageWriter<ReasonResponse>();
        Task running = New().Reason(new ReasonRequest { Problem = "1+1", PathCount = 2 }, events, Call("maths"));
        string session = (await events.NextAsync()).Event.SessionAccepted.Session.SessionId;
        var request = new GetSessionRequest { SessionId = session };

        Session own = (await New().GetSession(request, Call("maths")).Soon()).Session;
        RpcException others = await Should.ThrowAsync<RpcException>(New().GetSession(request, Call("law")).Soon());
        RpcException nobodys = await Should.ThrowAsync<RpcException>(New().GetSession(request, Call("")).Soon());

        own.Tenant.ShouldBe("maths");
        RouterParts.ReasonOf(others).ShouldBe("SESSION_NOT_FOUND");
        RouterParts.ReasonOf(nobodys).ShouldBe("SESSION_NOT_FOUND");
        await _callEnds.CancelAsync();
        await Should.ThrowAsync<OperationCanceledException>(running.Soon());
    }

    public async ValueTask DisposeAsync()
    {
        await _callEnds.CancelAsync();
        await _router.Get<SessionRegistry>().StopAsync(CancellationToken.None).Soon();
        await _router.DisposeAsync();
        _callEnds.Dispose();
        _lifetime.Dispose();
    }

    private FakeCall Call(string tenant) => new(_callEnds.Token, tenant);

    private ReasoningEndpoint New() => new(
        _router.Get<ReasonRequestReader>(),
        _router.Get<SessionRegistry>(),
        _router.Get<StoredSessions>(),
        _router.Get<SessionOwnership>(),
        _router.Get<ClientLimiter>(),
        _router.Get<PlacementQueue>(),
        _router.Get<IOptions<ReasoningOptions>>(),
        _router.Get<IOptions<SessionStoreOptions>>(),
        _lifetime);
}
