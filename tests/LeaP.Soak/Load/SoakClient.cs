using System.Globalization;
using Grpc.Core;
using Grpc.Net.Client;
using LeaP.Protocol.Common.V1;
using LeaP.Protocol.Reasoning.V1;
using LeaP.Reasoning.Randomness;
using SessionState = LeaP.Protocol.Reasoning.V1.Session.Types.State;

namespace LeaP.Soak.Load;

/// <summary>A client that starts one session after the other and does something else with each.</summary>
/// <param name="address">Where the router is.</param>
/// <param name="number">Which of the clients.</param>
/// <param name="settings">The run.</param>
/// <param name="outcomes">Where ends are counted.</param>
/// <param name="time">The clock.</param>
internal sealed class SoakClient(
    Uri address,
    int number,
    SoakSettings settings,
    SoakOutcomes outcomes,
    TimeProvider time)
{
    private const int MostPaths = 12;
    private static readonly TimeSpan SessionLimit = TimeSpan.FromMinutes(2);
    private static readonly TimeSpan DescribeLimit = TimeSpan.FromSeconds(10);
    private static readonly TimeSpan SlowPause = TimeSpan.FromMilliseconds(15);
    private static readonly TimeSpan Poll = TimeSpan.FromMilliseconds(50);
    private static readonly ClientKind[] Mix =
    [
        ClientKind.Plain, ClientKind.Plain, ClientKind.Plain, ClientKind.Independent, ClientKind.Cancel,
        ClientKind.Vanish, ClientKind.Return, ClientKind.Slow, ClientKind.Invalid,
    ];

    private readonly SeededRandom _random = new(SeedDerivation.Derive(settings.Seed, "soak-client", number));
    private string _session = "";

    /// <summary>Starts sessions until told to stop; the one under way is brought to its end.</summary>
    /// <param name="stop">Ends the run.</param>
    public async Task RunAsync(CancellationToken stop)
    {
        while (!stop.IsCancellationRequested)
        {
            ClientKind kind = Mix[_random.NextBelow(Mix.Length)];
            _session = "";
            long began = time.GetTimestamp();
            using var limit = new CancellationTokenSource(SessionLimit, time);
            try
            {
                // A connection for each session, as many small clients have it; connections must not pile up either.
                using var channel = GrpcChannel.ForAddress(address);
                await UseAsync(kind, new ReasoningService.ReasoningServiceClient(channel), limit.Token);
                TimeSpan left = settings.Period - time.GetElapsedTime(began);
                await Task.Delay(left > TimeSpan.Zero ? left : TimeSpan.Zero, time, stop);
            }
            catch (OperationCanceledException) when (stop.IsCancellationRequested && !limit.IsCancellationRequested)
            {
                return;
            }
            catch (Exception exception) when (exception is RpcException or OperationCanceledException)
            {
                outcomes.Complain($"{kind}: {exception.Message} {await DescribeAsync()}");
            }
        }
    }

    private async Task UseAsync(ClientKind kind, ReasoningService.ReasoningServiceClient client, CancellationToken limit)
    {
        ReasonRequest request = Request(kind);
        switch (kind)
        {
            case ClientKind.Invalid:
                await BeRefusedAsync(client, request, limit);
                return;
            case ClientKind.Cancel or ClientKind.Vanish:
                await EndEarlyAsync(kind, client, request, limit);
                return;
            case ClientKind.Return:
                await ReturnAsync(client, request, limit);
                return;
            default:
                await ReadToEndAsync(kind, client, request, limit);
                return;
        }
    }

    private async Task ReadToEndAsync(
        ClientKind kind,
        ReasoningService.ReasoningServiceClient client,
        ReasonRequest request,
        CancellationToken limit)
    {
        string id = "";
        try
        {
            using AsyncServerStreamingCall<ReasonResponse> call = client.Reason(request, cancellationToken: limit);
            await foreach (ReasonResponse response in call.ResponseStream.ReadAllAsync(limit))
            {
                id = Note(response.Event, id);
                if (kind == ClientKind.Slow)
                {
                    await Task.Delay(SlowPause, time, limit);
                }
            }
        }
        catch (RpcException) when (kind == ClientKind.Slow && id.Length > 0)
        {
            // A client that reads too slowly may lose its stream; its session must go on.
        }

        Judge(kind, request, await WaitForEndAsync(client, id, limit), SessionState.Succeeded);
    }

    private async Task EndEarlyAsync(
        ClientKind kind,
        ReasoningService.ReasoningServiceClient client,
        ReasonRequest request,
        CancellationToken limit)
    {
        string id = "";
        using (AsyncServerStreamingCall<ReasonResponse> call = client.Reason(request, cancellationToken: limit))
        {
            await foreach (ReasonResponse response in call.ResponseStream.ReadAllAsync(limit))
            {
                id = Note(response.Event, id);
                if (response.Event.RoundRouted is not null)
                {
                    break;
                }
            }

            if (kind == ClientKind.Cancel)
            {
                await client.CancelSessionAsync(
                    new CancelSessionRequest { SessionId = id, Reason = "soak" }, cancellationToken: limit);
            }
        }

        // Its end may have been quicker than the client.
        Judge(kind, request, await WaitForEndAsync(client, id, limit), SessionState.Cancelled, SessionState.Succeeded);
    }

    private async Task ReturnAsync(
        ReasoningService.ReasoningServiceClient client,
        ReasonRequest request,
        CancellationToken limit)
    {
        string id = "";
        long last = 0;
        using (AsyncServerStreamingCall<ReasonResponse> call = client.Reason(request, cancellationToken: limit))
        {
            await foreach (ReasonResponse response in call.ResponseStream.ReadAllAsync(limit))
            {
                id = Note(response.Event, id);
                last = response.Event.Sequence;
                if (response.Event.SummaryPublished is not null)
                {
                    break;
                }
            }
        }

        using AsyncServerStreamingCall<WatchSessionResponse> watch = client.WatchSession(
            new WatchSessionRequest { SessionId = id, AfterSequence = last }, cancellationToken: limit);
        await foreach (WatchSessionResponse response in watch.ResponseStream.ReadAllAsync(limit))
        {
            if (response.Event.Sequence <= last)
            {
                outcomes.Complain($"Return: event {response.Event.Sequence} came after {last}.");
            }

            last = response.Event.Sequence;
        }

        Judge(ClientKind.Return, request, await WaitForEndAsync(client, id, limit), SessionState.Succeeded);
    }

    private string Note(SessionEvent happened, string id) =>
        _session = happened.SessionAccepted?.Session.SessionId ?? id;

    /// <summary>How the session stands that the client was busy with, so that a wrong end can be understood.</summary>
    private async Task<string> DescribeAsync()
    {
        if (_session.Length == 0)
        {
            return "No session had been accepted.";
        }

        try
        {
            using var channel = GrpcChannel.ForAddress(address);
            GetSessionResponse answer = await new ReasoningService.ReasoningServiceClient(channel).GetSessionAsync(
                new GetSessionRequest { SessionId = _session, View = SessionView.Full },
                deadline: time.GetUtcNow().Add(DescribeLimit).UtcDateTime);
            Session session = answer.Session;
            return $"Session {_session} stands at {session.State}, round {session.CompletedRounds}: "
                + string.Join(", ", session.Paths.Select(path =>
                    $"{path.PathId} {path.State} in round {path.Round} on {path.WorkerId} attempt {path.Attempt}"));
        }
        catch (RpcException exception)
        {
            return $"Session {_session} could not be asked for: {exception.Status.Detail}";
        }
    }

    private async Task BeRefusedAsync(
        ReasoningService.ReasoningServiceClient client,
        ReasonRequest request,
        CancellationToken limit)
    {
        try
        {
            using AsyncServerStreamingCall<ReasonResponse> call = client.Reason(request, cancellationToken: limit);
            await call.ResponseStream.MoveNext(limit);
            outcomes.Complain("Invalid: the request was taken.");
        }
        catch (RpcException refusal) when (refusal.StatusCode == StatusCode.InvalidArgument)
        {
            outcomes.Count(nameof(ClientKind.Invalid));
        }
    }

    private async Task<Session> WaitForEndAsync(
        ReasoningService.ReasoningServiceClient client,
        string id,
        CancellationToken limit)
    {
        while (true)
        {
            GetSessionResponse answer = await client.GetSessionAsync(
                new GetSessionRequest { SessionId = id, View = SessionView.Full }, cancellationToken: limit);
            if (answer.Session.FinishTime is not null)
            {
                return answer.Session;
            }

            await Task.Delay(Poll, time, limit);
        }
    }

    private void Judge(ClientKind kind, ReasonRequest request, Session session, params SessionState[] allowed)
    {
        bool right = allowed.Contains(session.State)
            && session.Paths.Count == request.PathCount
            && session.Paths.All(path => path.State == Protocol.Reasoning.V1.Path.Types.State.Finished);
        if (right)
        {
            outcomes.Count(kind.ToString());
        }
        else
        {
            outcomes.Complain(
                $"{kind}: session {session.SessionId} ended {session.State} with {session.Paths.Count} of "
                + $"{request.PathCount} paths: {session.Failure?.Message}");
        }
    }

    private ReasonRequest Request(ClientKind kind) => new()
    {
        Model = "scripted",
        Problem = string.Create(CultureInfo.InvariantCulture, $"What is {_random.NextBelow(1000)} times {number}?"),
        PathCount = kind == ClientKind.Invalid ? -1 : 2 + _random.NextBelow(MostPaths - 1),
        Mode = kind == ClientKind.Independent ? "independent" : _random.NextBelow(4) == 0 ? "leap-t" : "leap",
        Sampling = new SamplingParameters { Seed = _random.NextBelow(1_000_000) },
        Rounds = new RoundSchedule { IntervalTokens = 16, SummaryTokens = 32, MaxTurns = 8 },
        EventDetail = kind == ClientKind.Slow ? EventDetail.Tokens : EventDetail.Rounds,
        Detached = kind == ClientKind.Return,
    };
}
