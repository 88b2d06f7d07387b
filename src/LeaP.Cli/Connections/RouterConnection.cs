using Grpc.Core;
using LeaP.Protocol.Fleet.V1;
using LeaP.Protocol.Reasoning.V1;

namespace LeaP.Cli.Connections;

/// <summary>The router's services for one command, and what has to be closed behind it.</summary>
/// <param name="invoker">Makes the calls.</param>
/// <param name="owner">Closed with the connection.</param>
internal sealed class RouterConnection(CallInvoker invoker, IAsyncDisposable owner) : IAsyncDisposable
{
    /// <summary>Runs sessions.</summary>
    public ReasoningService.ReasoningServiceClient Reasoning { get; } = new(invoker);

    /// <summary>Shows and steers workers.</summary>
    public FleetService.FleetServiceClient Fleet { get; } = new(invoker);

    /// <inheritdoc/>
    public ValueTask DisposeAsync() => owner.DisposeAsync();
}
