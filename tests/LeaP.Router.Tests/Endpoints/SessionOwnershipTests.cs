using Grpc.Core;
using LeaP.Protocol.Reasoning.V1;
using LeaP.Router.Tests.Support;

namespace LeaP.Router.Tests.Endpoints;

public sealed class SessionOwnershipTests : IAsyncDisposable
{
    private readonly ReasoningCalls _calls = new();

    [Fact]
    public async Task A_session_belongs_to_the_tenant_that_started_it()
    {
        _calls.Router.Link("worker-a", RouterParts.Model());
        var events = new MessageWriter<ReasonResponse>();
        Task running = _calls.Endpoint.Reason(new ReasonRequest { Problem = "1+1", PathCount = 2 }, events, _calls.New("maths"));
        string session = (await events.NextAsync()).Event.SessionAccepted.Session.SessionId;
        var request = new GetSessionRequest { SessionId = session };

        Session own = (await _calls.Endpoint.GetSession(request, _calls.New("maths")).Soon()).Session;
        RpcException others = await Should.ThrowAsync<RpcException>(_calls.Endpoint.GetSession(request, _calls.New("law")).Soon());
        RpcException nobodys = await Should.ThrowAsync<RpcException>(_calls.Endpoint.GetSession(request, _calls.New("")).Soon());

        own.Tenant.ShouldBe("maths");
        RouterParts.ReasonOf(others).ShouldBe("SESSION_NOT_FOUND");
        RouterParts.ReasonOf(nobodys).ShouldBe("SESSION_NOT_FOUND");
        await _calls.EndAsync();
        await Should.ThrowAsync<OperationCanceledException>(running.Soon());
    }

    public ValueTask DisposeAsync() => _calls.DisposeAsync();
}
