using Google.Protobuf.WellKnownTypes;
using Grpc.Core;
using LeaP.Hosting.Errors;
using LeaP.Hosting.Telemetry;
using LeaP.Protocol;
using LeaP.Protocol.Link.V1;
using LeaP.Reasoning.Sessions;
using LeaP.Router.Mapping;
using LeaP.Router.Options;
using LeaP.Router.Placement;
using LeaP.Router.Sessions;
using LeaP.Router.Telemetry;
using PathAttempt = LeaP.Reasoning.Sessions.PathAttempt;

namespace LeaP.Router.Links;

/// <summary>
/// The router's side of the link to one worker. Owns a read loop, a write loop and a pulse; the first of them to
/// end ends the call. When the connection broke, the link waits for the worker to come back on another call; else, and
/// when it does not come, what ran on the worker is told to its sessions.
/// </summary>
internal sealed partial class WorkerLink : IPlacementTarget
{
    private readonly WorkerLinkOptions _options;
    private readonly ReasoningOptions _sessionOptions;
    private readonly LinkInbox _inbox;
    private readonly TimeProvider _time;
    private volatile LinkOutbox _outbox;
    private volatile TaskCompletionSource<RpcException?> _closing =
        new(TaskCreationOptions.RunContinuationsAsynchronously);

    private readonly Lock _gate = new();
    private readonly HashSet<PathAttempt> _running = [];
    private bool _closed;
    private volatile bool _draining;
    private long _lastSeen;
    private long _receivedSequence = 1;

    /// <summary>Makes the link of a worker whose hello was accepted.</summary>
    public WorkerLink(
        WorkerIdentity worker,
        LinkInbox inbox,
        WorkerLinkOptions options,
        ReasoningOptions sessionOptions,
        TimeProvider time)
    {
        Worker = worker;
        _inbox = inbox;
        _options = options;
        _sessionOptions = sessionOptions;
        _time = time;
        _outbox = new LinkOutbox(options.OutboxCapacity);
        _lastSeen = time.GetTimestamp();
        ConnectTime = time.GetUtcNow();
    }

    /// <summary>Who the worker is.</summary>
    public WorkerIdentity Worker { get; }

    /// <inheritdoc />
    public string WorkerId => Worker.WorkerId;

    /// <inheritdoc />
    public int SlotCount => Worker.SlotCount;

    /// <inheritdoc />
    public bool TakesPaths => !_draining && !_suspended && !_closing.Task.IsCompleted;

    /// <summary>True once the worker drains.</summary>
    public bool IsDraining => _draining;

    /// <summary>When it linked.</summary>
    public DateTimeOffset ConnectTime { get; }

    /// <summary>When its last message came.</summary>
    public DateTimeOffset LastSeenTime => _time.GetUtcNow() - _time.GetElapsedTime(Interlocked.Read(ref _lastSeen));

    /// <summary>Highest sequence received; the hello was the first.</summary>
    public long ReceivedSequence
    {
        get => Interlocked.Read(ref _receivedSequence);
        set => Interlocked.Exchange(ref _receivedSequence, value);
    }

    /// <summary>Its newest load report; null before the first.</summary>
    public LoadReport? Load { get; set; }

    /// <summary>Paths that run on it.</summary>
    public int RunningPaths
    {
        get
        {
            lock (_gate)
            {
                return _running.Count;
            }
        }
    }

    /// <inheritdoc />
    public bool Serves(string model) => Worker.Models.Any(served => served.ModelId == model);

    /// <summary>Runs the link until it ends.</summary>
    /// <param name="requests">The worker's messages, the hello already read.</param>
    /// <param name="responses">Where messages to the worker go.</param>
    /// <param name="stop">Ends the link: the router stops or the call is gone.</param>
    /// <exception cref="RpcException">The status the call ends with, unless the worker closed its side.</exception>
    public async Task RunAsync(
        IAsyncStreamReader<ConnectRequest> requests,
        IServerStreamWriter<ConnectResponse> responses,
        CancellationToken stop)
    {
        Greet();
        using var ending = CancellationTokenSource.CreateLinkedTokenSource(stop);
        Task reading = _inbox.ReadAsync(this, requests, ending.Token);
        Task writing = _outbox.PumpAsync(responses, () => ReceivedSequence, ending.Token);
        Task beating = BeatAsync(ending.Token);
        Task first = await Task.WhenAny(reading, writing, beating, _closing.Task);
        RequestClose(null);
        _outbox.Close();

        // The worker still gets what was queued, unless it is the one that does not read.
        await Task.WhenAny(writing, Task.Delay(TimeSpan.FromMilliseconds(200), _time, CancellationToken.None));
        await ending.CancelAsync();
        await Task.WhenAll(reading, writing, beating).ConfigureAwait(ConfigureAwaitOptions.SuppressThrowing);
        NoteEnd(first);
        if (await _closing.Task is { } cause)
        {
            throw cause;
        }

        if (!LinkHandshake.IsCancellation(first.Exception?.InnerException ?? new OperationCanceledException()))
        {
            await first;
        }
    }

    /// <summary>Asks the link to end with a status. Only the first call counts.</summary>
    /// <param name="cause">The status; null for a plain end.</param>
    public void RequestClose(RpcException? cause) => _closing.TrySetResult(cause);

    /// <summary>Marks the link ended; nothing starts on it any more.</summary>
    /// <returns>The attempts that ran on it.</returns>
    public IReadOnlyList<PathAttempt> Close()
    {
        lock (_gate)
        {
            _closed = true;
            return [.. _running];
        }
    }

    /// <summary>Notes a sign of life.</summary>
    public void Touch() => Interlocked.Exchange(ref _lastSeen, _time.GetTimestamp());

    /// <summary>Takes no more paths.</summary>
    public void MarkDraining() => _draining = true;

    /// <summary>Asks the worker to drain.</summary>
    /// <param name="grace">How long its paths may run on.</param>
    public void RequestDrain(TimeSpan grace)
    {
        _draining = true;
        Send(new ConnectResponse { DrainRequested = new DrainRequested { GracePeriod = Duration.FromTimeSpan(grace) } });
    }

    /// <summary>Forgets an attempt that ended. False when it did not run here.</summary>
    /// <param name="attempt">The attempt.</param>
    public bool Forget(PathAttempt attempt)
    {
        lock (_gate)
        {
            return _running.Remove(attempt);
        }
    }

    /// <summary>True when an attempt runs here.</summary>
    /// <param name="attempt">The attempt.</param>
    public bool Runs(PathAttempt attempt)
    {
        lock (_gate)
        {
            return _running.Contains(attempt);
        }
    }

    /// <inheritdoc />
    public bool StartPaths(ReasoningSession session, IReadOnlyList<PathAttempt> attempts)
    {
        lock (_gate)
        {
            if (_closed)
            {
                return false;
            }

            _running.UnionWith(attempts);
        }

        Send(new ConnectResponse { StartPaths = LinkMapping.ToStartPaths(session, attempts, _sessionOptions.PeerWaitLimit) });
        return true;
    }

    /// <inheritdoc />
    public void SendPeers(int round, IReadOnlyList<PeerDelivery> deliveries) =>
        Send(new ConnectResponse { PeerBlocks = LinkMapping.ToPeerBlocks(round, deliveries) });

    /// <inheritdoc />
    public void CancelPaths(IReadOnlyList<PathAttempt> attempts, string reason) =>
        Send(new ConnectResponse { CancelPaths = LinkMapping.ToCancelPaths(attempts, reason) });

    private void Send(ConnectResponse message)
    {
        message.TraceContext = LinkTrace.Current(SessionTelemetry.Source);
        LinkOutbox outbox = _outbox;
        if (!_suspended && !outbox.TryEnqueue(message) && !_suspended && outbox == _outbox)
        {
            RequestClose(RpcErrors.Create(
                StatusCode.ResourceExhausted,
                ErrorReasons.LinkOverflow,
                $"More than {_options.OutboxCapacity} messages wait because the worker does not read them."));
        }
    }

    private async Task BeatAsync(CancellationToken cancellationToken)
    {
        using var timer = new PeriodicTimer(_options.ReportInterval, _time);
        while (await timer.WaitForNextTickAsync(cancellationToken))
        {
            if (_time.GetElapsedTime(Interlocked.Read(ref _lastSeen)) > _options.SilenceLimit)
            {
                RequestClose(RpcErrors.Create(
                    StatusCode.DeadlineExceeded,
                    ErrorReasons.LinkSilent,
                    $"Nothing was heard from the worker for {_options.SilenceLimit}."));
                return;
            }

            Send(new ConnectResponse { Heartbeat = new Heartbeat() });
        }
    }

    private LinkAccepted NewAccepted() => new()
    {
        ProtocolVersion = LinkProtocol.Version,
        RouterId = Environment.MachineName,
        LoadReportInterval = Duration.FromTimeSpan(_options.ReportInterval),
        SilenceLimit = Duration.FromTimeSpan(_options.SilenceLimit),
        MaxMessageBytes = LinkProtocol.MaxMessageBytes,
        ResumedAfterSequence = _resumedAfter,
    };
}
