using System.Diagnostics.Metrics;
using LeaP.Reasoning.Sessions;
using LeaP.Router.Sessions;
using LeaP.Router.Telemetry;
using LeaP.Router.Tests.Support;
using Microsoft.Extensions.DependencyInjection;

namespace LeaP.Router.Tests.Telemetry;

public sealed class SessionTelemetryTests : IDisposable
{
    private readonly ServiceProvider _services = new ServiceCollection().AddMetrics().BuildServiceProvider();
    private readonly SignallingTime _time = new();
    private readonly SessionTelemetry _telemetry;
    private readonly MeasuredValues _measured;
    private long _sequence;

    public SessionTelemetryTests()
    {
        var metrics = new RouterMetrics(_services.GetRequiredService<IMeterFactory>());
        _measured = new MeasuredValues(metrics.Meter);
        _telemetry = new SessionTelemetry(metrics, SessionSamples.Id, SessionSamples.Settings(), default, _time);
        _telemetry.Begin();
    }

    [Fact]
    public void The_wait_for_slots_counts_from_the_acceptance_to_the_first_path()
    {
        After(3);
        Place(0);
        After(4);
        Place(1);

        _measured.Of("leap.queue.duration").ShouldBe([3]);
        _measured.Of("leap.path.placed").Sum().ShouldBe(2);
        _measured.Of("leap.path.moved").Sum().ShouldBe(0);
    }

    [Fact]
    public void A_path_that_is_placed_again_has_moved()
    {
        Place(0);
        Place(0, attempt: 2);

        _measured.Of("leap.path.moved").Sum().ShouldBe(1);
    }

    [Fact]
    public void The_share_of_the_barrier_is_what_paths_waited_of_all_their_time_in_the_round()
    {
        Place(0);
        Place(1);
        After(2);
        Summarize(0, round: 1);
        After(8);
        Summarize(1, round: 1);
        Route(1, [0, 1]);

        _measured.Of("leap.round.duration").ShouldBe([10]);
        _measured.Of("leap.round.barrier.share").ShouldBe([0.4], tolerance: 1e-9);
    }

    [Fact]
    public void A_late_path_is_counted_and_its_next_round_begins_with_its_late_summary()
    {
        Place(0);
        Place(1);
        After(5);
        Summarize(0, round: 1);
        Route(1, [0], 1);
        After(5);
        Summarize(1, round: 1);
        After(10);
        Summarize(0, round: 2);
        Summarize(1, round: 2);
        Route(2, [0, 1]);

        _measured.Of("leap.round.late").Sum().ShouldBe(1);
        _measured.Of("leap.round.duration").ShouldBe([5, 15]);
        _measured.Of("leap.round.barrier.share").ShouldBe([0, 0]);
    }

    [Fact]
    public void What_a_path_hears_is_measured_by_the_policy_that_chose_it()
    {
        Place(0);
        Place(1);
        _telemetry.Observe(new SessionEvent.Routed(++_sequence, _time.GetUtcNow(), new RoutedRound(
            1, [new PathDelivery(0, [new RoutedPeer(1, 0.25, "")]), new PathDelivery(1, [new RoutedPeer(0, 0.75, "")])], [])));

        _measured.Of("leap.peer.similarity", "leap.routing.policy=dispersed").ShouldBe([0.25, 0.75]);
    }

    [Fact]
    public void Every_path_is_counted_once_with_its_tokens_whether_it_ended_or_was_stopped()
    {
        _telemetry.Observe(new SessionEvent.PathEnded(++_sequence, _time.GetUtcNow(), Path(0, PathFinishReason.Stop)));
        After(7);
        _telemetry.Observe(new SessionEvent.Ended(
            ++_sequence,
            _time.GetUtcNow(),
            Session(SessionState.Cancelled, new SessionFailure("TIME_LIMIT", "too long", false), Path(0, PathFinishReason.Stop), Path(1, PathFinishReason.Cancelled))));

        _measured.Of("leap.path.ended", "leap.path.finish_reason=stop").ShouldBe([1]);
        _measured.Of("leap.path.ended", "leap.path.finish_reason=cancelled").ShouldBe([1]);
        _measured.Of("leap.token.used", "leap.token.kind=reasoning").ShouldBe([10, 10]);
        _measured.Of("leap.token.used", "leap.token.kind=peer").ShouldBe([3, 3]);
        _measured.Of("leap.session.ended", "leap.session.state=cancelled").ShouldBe([1]);
        _measured.Of("gen_ai.server.request.duration", "error.type=TIME_LIMIT").ShouldBe([7]);
    }

    [Fact]
    public void No_value_names_the_session()
    {
        Place(0);
        Summarize(0, round: 1);
        Route(1, [0]);

        _measured.Attributes.ShouldAllBe(attributes => !attributes.Contains(SessionSamples.Id));
    }

    public void Dispose()
    {
        _telemetry.Dispose();
        _measured.Dispose();
        _services.Dispose();
    }

    private static PathSnapshot Path(int index, PathFinishReason reason) => new(
        PathIds.Format(index), PathState.Finished, 0, "w", 1, "", "", reason, new TokenCounts(1, 10, 2, 3, 0), null, []);

    private SessionSnapshot Session(SessionState state, SessionFailure? failure, params PathSnapshot[] paths)
    {
        DateTimeOffset now = _time.GetUtcNow();
        return new SessionSnapshot(
            SessionSamples.Id, SessionSamples.Settings(), state, 0, paths, null, failure, TokenCounts.Zero, new SessionTimes(now, now, now, now));
    }

    private void After(int seconds) => _time.Advance(TimeSpan.FromSeconds(seconds));

    private void Place(int path, int attempt = 1) => _telemetry.Observe(
        new SessionEvent.Placed(++_sequence, _time.GetUtcNow(), PathIds.Format(path), "w", attempt));

    private void Summarize(int path, int round) => _telemetry.Observe(
        new SessionEvent.Summary(++_sequence, _time.GetUtcNow(), PathIds.Format(path), round, "summary"));

    private void Route(int round, int[] present, params int[] late) => _telemetry.Observe(new SessionEvent.Routed(
        ++_sequence, _time.GetUtcNow(), new RoutedRound(round, [.. present.Select(path => new PathDelivery(path, []))], late)));
}
