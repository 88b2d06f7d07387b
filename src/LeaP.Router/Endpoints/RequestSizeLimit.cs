using Grpc.AspNetCore.Server;
using LeaP.Router.Options;
using Microsoft.Extensions.Options;

namespace LeaP.Router.Endpoints;

/// <summary>Bounds the requests of one service's clients; workers, who send transcripts, have a limit of their own.</summary>
/// <typeparam name="TService">The service.</typeparam>
internal sealed class RequestSizeLimit<TService>(IOptions<LimitOptions> limits)
    : IConfigureOptions<GrpcServiceOptions<TService>>
    where TService : class
{
    /// <inheritdoc />
    public void Configure(GrpcServiceOptions<TService> options) =>
        options.MaxReceiveMessageSize = limits.Value.RequestBytes;
}
