using LeaP.Reasoning.Sessions;
using LeaP.Router.Options;
using LeaP.Router.Placement;
using LeaP.Router.Sessions;
using Microsoft.Extensions.Logging.Abstractions;
using Microsoft.Extensions.Time.Testing;

namespace LeaP.Router.Tests.Support;

/// <summary>A session runner, its workers and a clock that stands still.</summary>
internal sealed class RunnerHarness : IAsyncDisposable
{
    private readonly CancellationTokenSource _routerStops = new();
    private readonly IAsyncEnumerator<SessionEvent> _events;
    private Task? _running;

    public RunnerHarness(SessionSettings settings, ReasoningOptions options, params FakeLink[] workers)
    {
        Queue = new PlacementQueue(new LeastLoadedPlacement(), Time);
        Array.ForEach(workers, Queue.Add);
        Runner = new SessionRunner(
            SessionSamples.Session(settings), Queue, options, Time, NullLogger<SessionRunner>.Instance);
        _events = Runner.Feed.ReadAsync(0, _routerStops.Token).GetAsyncEnumerator();
    }

    public FakeTimeProvider Time { get; } = new();

    public PlacementQueue Queue { get; }

    public SessionRunner Runner { get; }

    public SessionSnapshot Snapshot => Runner.Snapshot;

    public void Start() => _running = Runner.RunAsync(_routerStops.Token);

    public Task EndAsync() => _running.ShouldNotBeNull().Soon();

    public Task StopRouterAsync() => _routerStops.CancelAsync();

    public async Task PostAsync(SessionCommand command) =>
        (await Runner.PostAsync(command, TestContext.Current.CancellationToken).Soon()).ShouldBeTrue();

    public Task SummarizeAsync(FakeLink link, int path, int round, int attempt = 1) =>
        PostAsync(new SessionCommand.SummaryArrived(
            SessionSamples.Report(SessionSamples.Attempt(path, attempt), $"p{path}r{round} "),
            round,
            $"summary {round} of path {path}",
            link));

    public Task FinishAsync(int path, string answer, int attempt = 1) =>
        PostAsync(new SessionCommand.PathEnded(
            SessionSamples.Report(SessionSamples.Attempt(path, attempt), "end"), PathFinishReason.Stop, answer));

    public Task BreakAsync(int path, bool retryable, int attempt = 1) =>
        PostAsync(new SessionCommand.PathBroke(
            SessionSamples.Attempt(path, attempt), new SessionFailure("ENGINE_FAILED", "It broke.", retryable)));

    public async Task LoseAsync(FakeLink link)
    {
        Queue.Remove(link);
        await PostAsync(new SessionCommand.LinkLost(link));
    }

    /// <summary>Waits until everything posted so far is dealt with, by text of a path that runs.</summary>
    public async Task SettleAsync(int path, int attempt = 1)
    {
        await PostAsync(new SessionCommand.TextArrived(
            SessionSamples.Attempt(path, attempt), new PathProgress("settled", 1, 1)));
        await NextAsync<SessionEvent.Text>();
    }

    /// <summary>The next event of a kind; events of other kinds before it are passed over.</summary>
    public async Task<T> NextAsync<T>()
        where T : SessionEvent
    {
        while (await _events.MoveNextAsync().Soon())
        {
            if (_events.Current is T wanted)
            {
                return wanted;
            }
        }

        throw new InvalidOperationException($"The session ended without another {typeof(T).Name}.");
    }

    /// <summary>Kinds of the events that follow, to the last one.</summary>
    public async Task<List<string>> RemainingAsync()
    {
        var kinds = new List<string>();
        while (await _events.MoveNextAsync().Soon())
        {
            kinds.Add(_events.Current.GetType().Name);
        }

        return kinds;
    }

    public async ValueTask DisposeAsync()
    {
        await _routerStops.CancelAsync();
        if (_running is not null)
        {
            await _running.Soon();
        }

        Runner.Dispose();
        await _events.DisposeAsync();
        _routerStops.Dispose();
    }
}
