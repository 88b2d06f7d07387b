using Grpc.Core;
using Grpc.Net.Client;

namespace LeaP.Worker.Link;

/// <summary>A channel to a router, and what makes calls over it with the worker's credentials.</summary>
/// <param name="channel">The channel.</param>
/// <param name="invoker">Makes the calls.</param>
internal sealed class RouterChannel(GrpcChannel channel, CallInvoker invoker) : IDisposable
{
    /// <summary>Makes the calls.</summary>
    public CallInvoker Invoker => invoker;

    /// <inheritdoc />
    public void Dispose() => channel.Dispose();
}
