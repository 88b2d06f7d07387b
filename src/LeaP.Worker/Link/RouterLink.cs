using System.Diagnostics;
using Grpc.Core;
using LeaP.Inference.Engines;
using LeaP.Protocol.Link.V1;
using LeaP.Worker.Mapping;
using LeaP.Worker.Paths;
using LeaP.Worker.Telemetry;
using Microsoft.Extensions.Logging;

namespace LeaP.Worker.Link;

/// <summary>
/// The worker's side of one call to the router. Owns a read loop, a write loop, the load reports and the text
/// reports; the first of them to end ends the link. When the connection broke, its paths run on for a while; else they
/// are stopped, since the router places them elsewhere.
/// </summary>
internal sealed partial class RouterLink(
    WorkerLinkService.WorkerLinkServiceClient client,
    string address,
    LinkMemory memory,
    LinkTerms offer,
    PathTable paths,
    DrainOrder drain,
    TimeProvider time,
    ILogger<RouterLink> logger)
{
    private static readonly TimeSpan FarewellLimit = TimeSpan.FromSeconds(1);

    private readonly WorkerOutbox _outbox = new(offer.Options.OutboxCapacity);
    private long _received;
    private long _lastHeard;

    /// <summary>True once the router accepted the worker.</summary>
    public bool Accepted { get; private set; }

    /// <summary>Told when the link is accepted and when it ends; null for nobody.</summary>
    public LinkStatus? Status { get; init; }

    /// <summary>Runs the link until either side ends it.</summary>
    /// <param name="stop">Drains and leaves: the worker stops.</param>
    /// <exception cref="RpcException">The router ended the call, or it broke.</exception>
    /// <exception cref="TimeoutException">The router was silent for too long.</exception>
    public async Task RunAsync(CancellationToken stop)
    {
        using var ending = new CancellationTokenSource();
        using AsyncDuplexStreamingCall<ConnectRequest, ConnectResponse> call =
            client.Connect(cancellationToken: ending.Token);
        LinkAccepted terms = await GreetAsync(call, stop);
        Accepted = true;
        using IDisposable? linked = Status?.Enter();
        await ResumeAsync(terms);
        LogLinked(address, terms.RouterId, terms.ResumedPaths.Count);

        TimeSpan interval = terms.LoadReportInterval.ToTimeSpan();
        Task reading = ReadAsync(call.ResponseStream, ending.Token);
        Task writing = _outbox.PumpAsync(call.RequestStream, () => Interlocked.Read(ref _received), ending.Token);
        Task reporting = ReportLoadAsync(interval, terms.SilenceLimit.ToTimeSpan(), ending.Token);
        Task telling = ReportTextAsync(ending.Token);
        var stopping = new TaskCompletionSource(TaskCreationOptions.RunContinuationsAsynchronously);
        Task first;
        using (stop.Register(() => stopping.TrySetResult()))
        {
            first = await Task.WhenAny(reading, writing, reporting, telling, stopping.Task, drain.Grace);
        }

        first = await WithStatusAsync(first, reading);
        if (first == stopping.Task || first == drain.Grace)
        {
            bool asked = first == drain.Grace;
            await LeaveAsync(
                asked ? await drain.Grace : offer.Options.DrainGrace, reading, asked ? stop : CancellationToken.None);
        }

        _outbox.Close();
        bool holds = CanHold(first);
        await (holds ? HoldAsync() : GiveUpAsync());
        if (first == stopping.Task || first == drain.Grace)
        {
            await FinishCallAsync(call, writing, reading);
        }

        await ending.CancelAsync();
        await Task.WhenAll(reading, writing, reporting, telling).ConfigureAwait(ConfigureAwaitOptions.SuppressThrowing);
        if (holds)
        {
            memory.Keep(_outbox);
        }

        await first;
    }

    private async Task<LinkAccepted> GreetAsync(
        AsyncDuplexStreamingCall<ConnectRequest, ConnectResponse> call,
        CancellationToken stop)
    {
        using var limit = CancellationTokenSource.CreateLinkedTokenSource(stop);
        using ITimer timer = time.CreateTimer(
            _ => limit.Cancel(), null, offer.Options.HelloTimeLimit, Timeout.InfiniteTimeSpan);
        try
        {
            await call.RequestStream.WriteAsync(
                new ConnectRequest { Sequence = 1, Hello = NewHello() }, limit.Token);
            if (await call.ResponseStream.MoveNext(limit.Token)
                && call.ResponseStream.Current is { Accepted: { } accepted } first)
            {
                _received = first.Sequence;
                _lastHeard = time.GetTimestamp();
                return accepted;
            }
        }
        catch (Exception exception) when (IsCancellation(exception) && limit.IsCancellationRequested)
        {
            stop.ThrowIfCancellationRequested();
            throw new TimeoutException($"The router did not answer the hello within {offer.Options.HelloTimeLimit}.");
        }

        throw new RpcException(call.GetStatus());
    }

    private async Task ReadAsync(IAsyncStreamReader<ConnectResponse> responses, CancellationToken cancellationToken)
    {
        while (await responses.MoveNext(cancellationToken))
        {
            ConnectResponse message = responses.Current;
            _lastHeard = time.GetTimestamp();
            Interlocked.Exchange(ref _received, message.Sequence);
            _outbox.Acknowledge(message.AcknowledgedSequence);
            using Activity? span = PathTelemetry.Receive(message);
            switch (message.PayloadCase)
            {
                case ConnectResponse.PayloadOneofCase.StartPaths:
                    paths.Start(OrderMapping.ToOrder(message.StartPaths, offer.Model.Engine.Model.DefaultSampling), memory.Reports);
                    break;
                case ConnectResponse.PayloadOneofCase.PeerBlocks:
                    foreach (PeerBlocks.Types.Block block in message.PeerBlocks.Blocks)
                    {
                        paths.Deliver(
                            OrderMapping.ToAttempt(block.Attempt),
                            message.PeerBlocks.Round,
                            [.. block.Peers.Select(peer => peer.Text)],
                            block.HasTokenAllowance ? block.TokenAllowance : null);
                    }

                    break;
                case ConnectResponse.PayloadOneofCase.CancelPaths:
                    foreach (PathAttempt attempt in message.CancelPaths.Attempts)
                    {
                        paths.Cancel(OrderMapping.ToAttempt(attempt));
                    }

                    break;
                case ConnectResponse.PayloadOneofCase.DrainRequested:
                    drain.Give(message.DrainRequested.GracePeriod?.ToTimeSpan() ?? TimeSpan.Zero);
                    break;
                case ConnectResponse.PayloadOneofCase.Heartbeat:
                    break;
                default:
                    LogUnknownMessage(message.Sequence);
                    break;
            }
        }
    }

    private async Task ReportLoadAsync(TimeSpan interval, TimeSpan silenceLimit, CancellationToken cancellationToken)
    {
        using var timer = new PeriodicTimer(interval, time);
        long tokens = offer.Model.Engine.Statistics.DecodedTokens;
        long since = time.GetTimestamp();
        while (await timer.WaitForNextTickAsync(cancellationToken))
        {
            if (time.GetElapsedTime(Interlocked.Read(ref _lastHeard)) > silenceLimit)
            {
                throw new TimeoutException($"Nothing was heard from the router for {silenceLimit}.");
            }

            EngineStatistics statistics = offer.Model.Engine.Statistics;
            double seconds = time.GetElapsedTime(since).TotalSeconds;
            var report = new LoadReport
            {
                RunningPaths = paths.Count,
                CacheUtilization = (float)paths.Count / offer.Slots,
                TokensPerSecond = seconds > 0 ? (float)((statistics.DecodedTokens - tokens) / seconds) : 0,
            };
            tokens = statistics.DecodedTokens;
            since = time.GetTimestamp();
            await _outbox.SendAsync(new ConnectRequest { LoadReport = report }, cancellationToken);
        }
    }

    private async Task ReportTextAsync(CancellationToken cancellationToken)
    {
        using var timer = new PeriodicTimer(offer.Options.TextInterval, time);
        while (await timer.WaitForNextTickAsync(cancellationToken))
        {
            await paths.ReportTextAsync(memory.Reports, cancellationToken);
        }
    }

    /// <summary>Says that no more paths are taken and lets those that run go on for the grace.</summary>
    private async Task LeaveAsync(TimeSpan grace, Task reading, CancellationToken cutShort)
    {
        using (var farewell = new CancellationTokenSource(FarewellLimit, time))
        {
            try
            {
                await _outbox.SendAsync(new ConnectRequest { DrainStarted = new DrainStarted() }, farewell.Token);
            }
            catch (OperationCanceledException)
            {
                // The router does not read; it will see the link end.
                return;
            }
        }

        if (grace <= TimeSpan.Zero)
        {
            return;
        }

        LogDraining(paths.Count, grace);
        using var limit = new CancellationTokenSource(grace, time);
        using var either = CancellationTokenSource.CreateLinkedTokenSource(limit.Token, cutShort);
        await Task.WhenAny(paths.WaitAllAsync(either.Token), reading);
    }

    private async Task FinishCallAsync(
        AsyncDuplexStreamingCall<ConnectRequest, ConnectResponse> call,
        Task writing,
        Task reading)
    {
        try
        {
            await writing.WaitAsync(FarewellLimit, time);
            await call.RequestStream.CompleteAsync().WaitAsync(FarewellLimit, time);
            await reading.WaitAsync(FarewellLimit, time);
        }
        catch (Exception exception) when (exception is TimeoutException or RpcException or InvalidOperationException)
        {
            LogFarewellFailed(exception.Message);
        }
    }

    private static bool IsCancellation(Exception exception) =>
        exception is OperationCanceledException or RpcException { StatusCode: StatusCode.Cancelled };

    [LoggerMessage(EventId = 5201, EventName = "LinkedToRouter", Level = LogLevel.Information,
        Message = "Linked to the router at {Address} ({RouterId}); {Resumed} paths go on.")]
    private partial void LogLinked(string address, string routerId, int resumed);

    [LoggerMessage(EventId = 5202, EventName = "UnknownMessage", Level = LogLevel.Warning,
        Message = "Message {Sequence} of the router is of a kind this build does not know.")]
    private partial void LogUnknownMessage(long sequence);

    [LoggerMessage(EventId = 5203, EventName = "Draining", Level = LogLevel.Information,
        Message = "Leaving; {Count} paths may run on for {Grace}.")]
    private partial void LogDraining(int count, TimeSpan grace);

    [LoggerMessage(EventId = 5204, EventName = "FarewellFailed", Level = LogLevel.Debug,
        Message = "The router did not take the farewell: {Cause}")]
    private partial void LogFarewellFailed(string cause);
}
