using Grpc.Core;
using LeaP.FunctionalTests.Support;
using LeaP.Inference.Scripted;
using LeaP.Protocol.Reasoning.V1;
using LeaP.TestKit;

namespace LeaP.FunctionalTests;

/// <summary>A path whose worker disappears goes on elsewhere from its text.</summary>
public sealed class MovedPathTests
{
    private static readonly ScriptedEngineOptions Slow = new() { TokenDelay = TimeSpan.FromMilliseconds(15) };

    [Theory]
    [InlineData(2)]
    [InlineData(7)]
    [InlineData(14)]
    public async Task A_lost_worker_changes_nothing_in_what_the_paths_write(int eventsBefore)
    {
        ReasonRequest request = SessionTests.Request(paths: 6);
        await using TestCluster calm = await TestCluster.StartScriptedAsync(Slow, workers: 2);
        Session expected = await calm.Reasoning.ReasonAsync(request);

        await using TestCluster cluster = await TestCluster.StartScriptedAsync(Slow, workers: 2);
        IReadOnlyList<SessionEvent> events = await cluster.ReasonAndLoseWorkerAsync(request, eventsBefore);

        events.Select(e => e.Sequence).ShouldBe(Enumerable.Range(1, events.Count).Select(i => (long)i));
        events.ShouldContain(e => e.PathPlaced != null && e.PathPlaced.Attempt == 2 && e.PathPlaced.WorkerId == "w2");
        Session session = await cluster.Reasoning.GetFullAsync(events[0].SessionAccepted.Session.SessionId);
        session.State.ShouldBe(Session.Types.State.Succeeded);
        session.Paths.Select(path => path.FullText()).ShouldBe(expected.Paths.Select(path => path.FullText()));
        session.Answer.ShouldBe(expected.Answer);
    }

    [Fact]
    public async Task Paths_wait_for_a_worker_when_none_is_left()
    {
        await using TestCluster cluster = await TestCluster.StartScriptedAsync(Slow, workers: 1);
        using AsyncServerStreamingCall<ReasonResponse> call = cluster.Reasoning.Reason(SessionTests.Request(paths: 3));
        (await call.ResponseStream.MoveNext(TestContext.Current.CancellationToken).DefaultTimeout()).ShouldBeTrue();
        string id = call.ResponseStream.Current.Event.SessionAccepted.Session.SessionId;
        await cluster.WaitForFreeSlotsAsync(13);

        await cluster.Workers[0].StopAsync(TestContext.Current.CancellationToken).DefaultTimeout();
        await cluster.WaitForWorkerAsync("w1", Protocol.Fleet.V1.Worker.Types.State.Lost);
        await cluster.AddScriptedWorkerAsync("w2", Slow);

        await Eventually.HoldsAsync(
            async () => (await cluster.Reasoning.GetFullAsync(id)).State == Session.Types.State.Succeeded,
            "the session succeeds on the second worker");
        Session session = await cluster.Reasoning.GetFullAsync(id);
        session.Paths.ShouldAllBe(path => path.WorkerId == "w2" && path.Attempt == 2);
    }

    [Fact]
    public async Task A_drained_worker_takes_no_new_paths_and_leaves()
    {
        await using TestCluster cluster = await TestCluster.StartScriptedAsync(workers: 2);

        await cluster.Fleet.DrainWorkerAsync(
            new Protocol.Fleet.V1.DrainWorkerRequest { WorkerId = "w1" }).ResponseAsync.DefaultTimeout();
        Session session = await cluster.Reasoning.ReasonAsync(SessionTests.Request(paths: 4));

        session.Paths.ShouldAllBe(path => path.WorkerId == "w2");
        await cluster.WaitForWorkerAsync("w1", Protocol.Fleet.V1.Worker.Types.State.Lost);
    }
}
