using System.Security.Claims;
using Grpc.Core;
using LeaP.Router.Access;
using Microsoft.AspNetCore.Http;

namespace LeaP.Router.Tests.Support;

/// <summary>A call as an endpoint sees it, of a client that was let in.</summary>
internal sealed class FakeCall : ServerCallContext
{
    private readonly CancellationToken _ended;

    public FakeCall(CancellationToken ended, string tenant = "", string client = "somebody")
    {
        _ended = ended;
        var identity = new ClientIdentity(client, tenant, ClientQuota.Usual);

        // Where the gRPC library looks for the HTTP call behind a call that it did not make itself.
        UserState["__HttpContext"] = new DefaultHttpContext
        {
            User = new ClaimsPrincipal(new ClientClaims(identity, ClientRoles.All, "test")),
        };
    }

    protected override string MethodCore => "test";

    protected override string HostCore => "test";

    protected override string PeerCore => "test";

    protected override DateTime DeadlineCore => DateTime.MaxValue;

    protected override Metadata RequestHeadersCore { get; } = [];

    protected override CancellationToken CancellationTokenCore => _ended;

    protected override Metadata ResponseTrailersCore { get; } = [];

    protected override Status StatusCore { get; set; }

    protected override WriteOptions? WriteOptionsCore { get; set; }

    protected override AuthContext AuthContextCore => new(null, []);

    protected override ContextPropagationToken CreatePropagationTokenCore(ContextPropagationOptions? options) =>
        throw new NotSupportedException();

    protected override Task WriteResponseHeadersAsyncCore(Metadata responseHeaders) => Task.CompletedTask;
}
