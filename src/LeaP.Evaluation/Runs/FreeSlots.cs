using Grpc.Core;
using LeaP.Protocol.Fleet.V1;

namespace LeaP.Evaluation.Runs;

/// <summary>Asks the router how many path slots there are for a model, and for its defaults.</summary>
/// <param name="client">The router.</param>
/// <param name="model">The model; empty when all workers serve one and the same.</param>
/// <param name="time">Bounds the calls.</param>
public sealed class FreeSlots(FleetService.FleetServiceClient client, string model, TimeProvider time)
{
    private static readonly TimeSpan Limit = TimeSpan.FromSeconds(30);
    private static readonly TimeSpan Interval = TimeSpan.FromSeconds(3);

    /// <summary>The model; null when no worker serves it, or when it is not named and there are several.</summary>
    /// <param name="cancellationToken">Ends the call.</param>
    /// <exception cref="RpcException">The router does not answer.</exception>
    public async Task<Model?> ReadAsync(CancellationToken cancellationToken)
    {
        var models = new List<Model>();
        var request = new ListModelsRequest();
        do
        {
            ListModelsResponse response = await client.ListModelsAsync(
                request, new CallOptions(deadline: time.GetUtcNow().UtcDateTime + Limit, cancellationToken: cancellationToken));
            models.AddRange(response.Models);
            request.PageToken = response.NextPageToken;
        }
        while (request.PageToken.Length > 0);

        return model.Length > 0
            ? models.Find(candidate => candidate.ModelId == model)
            : models.Count == 1 ? models[0] : null;
    }

    /// <summary>
    /// Keeps a limiter at what is free for its sessions: the slots that are free and those they hold themselves. A
    /// router that does not answer changes nothing.
    /// </summary>
    /// <param name="limiter">The limiter.</param>
    /// <param name="cancellationToken">Ends the following; the task then ends without an exception.</param>
    public async Task FollowAsync(SlotLimiter limiter, CancellationToken cancellationToken)
    {
        ArgumentNullException.ThrowIfNull(limiter);
        using var timer = new PeriodicTimer(Interval, time);
        try
        {
            while (await timer.WaitForNextTickAsync(cancellationToken))
            {
                await UpdateAsync(limiter, cancellationToken);
            }
        }
        catch (OperationCanceledException) when (cancellationToken.IsCancellationRequested)
        {
            // The sessions it was for are done.
        }
    }

    private async Task UpdateAsync(SlotLimiter limiter, CancellationToken cancellationToken)
    {
        try
        {
            int held = limiter.Used;
            if (await ReadAsync(cancellationToken) is { } served)
            {
                limiter.SetSlots(served.FreePathSlots + Math.Min(held, limiter.Used));
            }
        }
        catch (RpcException) when (!cancellationToken.IsCancellationRequested)
        {
            // The next tick asks again; sessions tell by themselves when the router is gone.
        }
        catch (RpcException exception)
        {
            throw new OperationCanceledException("The following was ended.", exception, cancellationToken);
        }
    }
}
