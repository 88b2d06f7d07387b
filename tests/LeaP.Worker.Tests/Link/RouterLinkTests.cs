using Google.Protobuf.WellKnownTypes;
using Grpc.Core;
using LeaP.Protocol.Link.V1;
using LeaP.Worker.Link;
using LeaP.Worker.Options;
using LeaP.Worker.Tests.Support;
using static LeaP.Worker.Tests.Support.Links;
using Kind = LeaP.Protocol.Link.V1.ConnectRequest.PayloadOneofCase;

namespace LeaP.Worker.Tests.Link;

public sealed class RouterLinkTests : IDisposable
{
    private readonly FakeRouter _router = new();
    private readonly LinkMemory _memory = new(TimeProvider.System);
    private readonly CancellationTokenSource _stop = new();

    [Fact]
    public async Task The_hello_comes_first_and_messages_are_numbered_without_gaps()
    {
        await using ScriptedWorker worker = await ScriptedWorker.StartAsync(
            ScriptedWorker.Endless with { ThinkTokens = 20 });
        Task running = Run(worker);
        ConnectRequest hello = await _router.NextAsync();
        _router.Accept(Interval, Silence);
        _router.Send(Start("p0"));
        ConnectRequest end = await _router.NextAsync();
        await _stop.CancelAsync();
        ConnectRequest farewell = await _router.NextAsync();
        await running.Soon();

        hello.PayloadCase.ShouldBe(Kind.Hello);
        hello.Hello.WorkerId.ShouldBe("worker-a");
        end.PayloadCase.ShouldBe(Kind.PathFinished);
        end.PathFinished.Answer.ShouldBe("7");
        end.AcknowledgedSequence.ShouldBe(2);
        farewell.PayloadCase.ShouldBe(Kind.DrainStarted);
        new[] { hello.Sequence, end.Sequence, farewell.Sequence }.ShouldBe([1, 2, 3]);
    }

    [Fact]
    public async Task A_worker_that_was_drained_stops_cleanly_afterwards()
    {
        await using ScriptedWorker worker = await ScriptedWorker.StartAsync(ScriptedWorker.Frozen);
        Task running = Run(worker);
        _router.Accept(Interval, Silence);
        _router.Send(Start("p0"));
        _router.Send(Drain());
        await _router.NextAsync(Kind.DrainStarted);

        await PassTimeUntilDone(worker, running);
        await running.Soon();

        worker.Paths.Count.ShouldBe(0);
        await Should.NotThrowAsync(_stop.CancelAsync);
    }

    [Fact]
    public async Task A_worker_told_to_stop_while_it_drains_leaves_at_once()
    {
        await using ScriptedWorker worker = await ScriptedWorker.StartAsync(ScriptedWorker.Frozen);
        Task running = Run(worker);
        _router.Accept(Interval, Silence);
        _router.Send(Start("p0"));
        _router.Send(Drain());
        await _router.NextAsync(Kind.DrainStarted);

        await _stop.CancelAsync();
        await running.Soon();

        worker.Paths.Count.ShouldBe(0);
    }

    [Fact]
    public async Task A_worker_told_to_stop_gives_its_paths_the_grace_it_was_set()
    {
        await using ScriptedWorker worker = await ScriptedWorker.StartAsync(ScriptedWorker.Frozen);
        Task running = Run(worker, new WorkerOptions { Id = "worker-a", DrainGrace = TimeSpan.FromMinutes(1) });
        _router.Accept(Interval, Silence);
        _router.Send(Start("p0"));
        await _router.NextAsync(Kind.Hello);
        await PassTimeUntilDone(worker, _router.NextAsync(Kind.LoadReport));
        await _stop.CancelAsync();
        await _router.NextAsync(Kind.DrainStarted);
        running.IsCompleted.ShouldBeFalse();
        worker.Paths.Count.ShouldBe(1);

        await PassTimeUntilDone(worker, running);
        await running.Soon();
        worker.Paths.Count.ShouldBe(0);
    }

    [Fact]
    public async Task A_router_that_does_not_answer_the_hello_is_given_up()
    {
        await using ScriptedWorker worker = await ScriptedWorker.StartAsync();
        Task running = Run(worker);
        await _router.NextAsync(Kind.Hello);

        worker.Time.Advance(TimeSpan.FromSeconds(10));

        (await Should.ThrowAsync<TimeoutException>(running.Soon())).Message.ShouldContain("hello");
    }

    [Fact]
    public async Task A_router_that_falls_silent_is_given_up()
    {
        await using ScriptedWorker worker = await ScriptedWorker.StartAsync();
        RouterLink link = New(worker, _router, _memory);
        Task running = link.RunAsync(_stop.Token);
        _router.Accept(Interval, TimeSpan.FromSeconds(25));
        await UntilAsync(() => link.Accepted);

        await PassTimeUntilDone(worker, running);

        (await Should.ThrowAsync<TimeoutException>(running.Soon())).Message.ShouldContain("00:00:25");
    }

    [Fact]
    public async Task The_status_a_call_ends_with_is_passed_on_and_its_paths_are_dropped()
    {
        await using ScriptedWorker worker = await ScriptedWorker.StartAsync(ScriptedWorker.Frozen);
        Task running = Run(worker, new WorkerOptions { Id = "worker-a", HoldTime = TimeSpan.Zero });
        _router.Accept(Interval, Silence);
        _router.Send(Start("p0"));

        _router.End(new RpcException(new Grpc.Core.Status(StatusCode.Unavailable, "The router is stopping.")));

        (await Should.ThrowAsync<RpcException>(running.Soon())).StatusCode.ShouldBe(StatusCode.Unavailable);
        worker.Paths.Count.ShouldBe(0);
    }

    public void Dispose() => _stop.Dispose();

    private static ConnectResponse Drain() => new()
    {
        DrainRequested = new DrainRequested { GracePeriod = Duration.FromTimeSpan(TimeSpan.FromMinutes(5)) },
    };

    /// <summary>Lets time pass in small steps until something has happened.</summary>
    private static async Task PassTimeUntilDone(ScriptedWorker worker, Task happening)
    {
        using var limit = new CancellationTokenSource(TimeSpan.FromSeconds(30), TimeProvider.System);
        while (!happening.IsCompleted && !limit.IsCancellationRequested)
        {
            worker.Time.Advance(TimeSpan.FromSeconds(1));
            await Task.Yield();
        }

        happening.IsCompleted.ShouldBeTrue();
    }

    private Task Run(ScriptedWorker worker, WorkerOptions? options = null) =>
        New(worker, _router, _memory, options).RunAsync(_stop.Token);
}
