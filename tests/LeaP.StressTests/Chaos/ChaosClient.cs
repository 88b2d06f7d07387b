using Grpc.Core;
using LeaP.Protocol.Reasoning.V1;

namespace LeaP.StressTests.Chaos;

/// <summary>
/// A client that does what docs/operations.md asks of clients: it calls again with the same request, at the next router,
/// until its session has ended, and attaches behind the last event it has.
/// </summary>
/// <param name="routers">The routers.</param>
/// <param name="disturbances">When something was disturbed.</param>
public sealed class ChaosClient(
    IReadOnlyList<ReasoningService.ReasoningServiceClient> routers,
    DisturbanceLog disturbances)
{
    private static readonly TimeSpan IdleLimit = TimeSpan.FromSeconds(6);
    private static readonly TimeSpan Pause = TimeSpan.FromMilliseconds(150);

    /// <summary>Runs one session to its end.</summary>
    /// <param name="request">The request, with a <c>request_id</c>.</param>
    /// <param name="first">The router to ask first.</param>
    /// <param name="cancellationToken">Gives up.</param>
    /// <param name="told">Told the sequence of each event as it comes; null for nobody.</param>
    public async Task<SessionOutcome> RunAsync(
        ReasonRequest request,
        int first,
        CancellationToken cancellationToken,
        Action<long>? told = null)
    {
        var seen = new SeenEvents(disturbances, told);
        int router = first;
        for (int calls = 1; ; calls++)
        {
            try
            {
                await ReadAsync(routers[router % routers.Count], request, seen, cancellationToken);
            }
            catch (RpcException exception) when (!cancellationToken.IsCancellationRequested)
            {
                if (seen.SessionId.Length > 0 && exception.StatusCode is StatusCode.OutOfRange)
                {
                    seen.Blame(exception.Status.Detail);
                }
            }
            catch (OperationCanceledException) when (!cancellationToken.IsCancellationRequested)
            {
                // Nothing came for too long: the router may be frozen.
            }
            catch (Exception exception) when (cancellationToken.IsCancellationRequested
                && exception is RpcException or OperationCanceledException)
            {
                seen.Blame($"The run's time was up behind event {seen.Last} of session {seen.SessionId}.");
            }

            if (seen.IsOver)
            {
                return seen.ToOutcome(calls);
            }

            router++;
            await Task.Delay(Pause, TimeProvider.System, CancellationToken.None);
        }
    }

    private static async Task ReadAsync(
        ReasoningService.ReasoningServiceClient router,
        ReasonRequest request,
        SeenEvents seen,
        CancellationToken cancellationToken)
    {
        using var idle = CancellationTokenSource.CreateLinkedTokenSource(cancellationToken);
        idle.CancelAfter(IdleLimit);
        if (seen.SessionId.Length == 0)
        {
            using AsyncServerStreamingCall<ReasonResponse> call = router.Reason(request, cancellationToken: idle.Token);
            while (!seen.IsOver && await call.ResponseStream.MoveNext(idle.Token))
            {
                idle.CancelAfter(IdleLimit);
                seen.Take(call.ResponseStream.Current.Event);
            }
        }
        else
        {
            using AsyncServerStreamingCall<WatchSessionResponse> call = router.WatchSession(
                new WatchSessionRequest
                {
                    SessionId = seen.SessionId,
                    AfterSequence = seen.Last,
                    EventDetail = request.EventDetail,
                },
                cancellationToken: idle.Token);
            while (!seen.IsOver && await call.ResponseStream.MoveNext(idle.Token))
            {
                idle.CancelAfter(IdleLimit);
                seen.Take(call.ResponseStream.Current.Event);
            }
        }
    }
}
