using Grpc.Core;
using LeaP.Protocol.Reasoning.V1;

namespace LeaP.Evaluation.Runs;

/// <summary>Runs one session of a plan as a client of the router would, and grades what came of it.</summary>
/// <param name="client">The router.</param>
/// <param name="plan">What is measured.</param>
/// <param name="time">Times sessions.</param>
public sealed class SessionRunner(ReasoningService.ReasoningServiceClient client, RunPlan plan, TimeProvider time)
{
    private static readonly TimeSpan ReadLimit = TimeSpan.FromSeconds(60);
    private readonly RecordMaker _maker = new(plan);

    /// <summary>
    /// Runs a session. One that fails, a call that fails, and a problem that the model cannot read are records as well.
    /// </summary>
    /// <param name="item">The session.</param>
    /// <param name="cancellationToken">Ends it.</param>
    /// <exception cref="RpcException">The request is wrong, so no other would do better.</exception>
    /// <exception cref="OperationCanceledException">It was ended.</exception>
    public async Task<RunRecord> RunAsync(RunItem item, CancellationToken cancellationToken)
    {
        ArgumentNullException.ThrowIfNull(item);
        long start = time.GetTimestamp();
        var observed = new ObservedSession();
        string? failure = null;
        try
        {
            await WatchAsync(plan.CreateRequest(item), observed, cancellationToken);
            failure = observed.Failure;
        }
        catch (RpcException exception) when (cancellationToken.IsCancellationRequested)
        {
            throw new OperationCanceledException("The session was ended.", exception, cancellationToken);
        }
        catch (RpcException exception) when (CallFailures.OfSession(exception) is { } reason)
        {
            failure = reason;
        }

        cancellationToken.ThrowIfCancellationRequested();
        return _maker.Make(item, observed, failure) with { Seconds = time.GetElapsedTime(start).TotalSeconds };
    }

    private async Task WatchAsync(ReasonRequest request, ObservedSession observed, CancellationToken cancellationToken)
    {
        using AsyncServerStreamingCall<ReasonResponse> call = client.Reason(request, cancellationToken: cancellationToken);
        await foreach (ReasonResponse response in call.ResponseStream.ReadAllAsync(cancellationToken))
        {
            observed.Apply(response.Event);
        }

        if (observed.IsFinished)
        {
            GetSessionResponse whole = await client.GetSessionAsync(
                new GetSessionRequest { SessionId = observed.SessionId, View = SessionView.Full },
                new CallOptions(deadline: time.GetUtcNow().UtcDateTime + ReadLimit, cancellationToken: cancellationToken));
            observed.Complete(whole.Session);
        }
    }
}
