using Grpc.Core;
using LeaP.Protocol.Link.V1;
using LeaP.Worker.Link;
using LeaP.Worker.Options;
using LeaP.Worker.Tests.Support;
using static LeaP.Worker.Tests.Support.Links;
using Kind = LeaP.Protocol.Link.V1.ConnectRequest.PayloadOneofCase;

namespace LeaP.Worker.Tests.Link;

public sealed class BrokenLinkTests : IDisposable
{
    private readonly FakeRouter _first = new();
    private readonly FakeRouter _second = new();
    private readonly LinkMemory _memory = new(TimeProvider.System);
    private readonly CancellationTokenSource _stop = new();

    [Fact]
    public async Task What_the_router_did_not_get_comes_again_and_what_it_got_does_not()
    {
        await using ScriptedWorker worker = await ScriptedWorker.StartAsync(ScriptedWorker.Endless with { ThinkTokens = 20 });
        Task broken = Run(worker, _first);
        _first.Accept(Interval, Silence);
        _first.Send(Start("p0"));
        ConnectRequest end = await _first.NextAsync(Kind.PathFinished);
        _first.Send(Start("p1"));
        ConnectRequest lost = await _first.NextAsync(Kind.PathFinished);
        _first.Break();
        (await Should.ThrowAsync<RpcException>(broken.Soon())).StatusCode.ShouldBe(StatusCode.Unavailable);

        Task again = Run(worker, _second);
        await _second.NextAsync(Kind.Hello);
        _second.Accept(Interval, Silence, accepted =>
        {
            accepted.ResumedAfterSequence = end.Sequence;
            accepted.ResumedPaths.Add(lost.PathFinished.Attempt);
        });
        ConnectRequest told = await _second.NextAsync();
        await _stop.CancelAsync();

        told.PathFinished.ShouldBe(lost.PathFinished);
        told.Sequence.ShouldBe(2);
        (await _second.NextAsync()).PayloadCase.ShouldBe(Kind.DrainStarted);
        await again.Soon();
    }

    [Fact]
    public async Task Paths_run_on_over_a_broken_link_and_are_named_in_the_next_hello()
    {
        await using ScriptedWorker worker = await ScriptedWorker.StartAsync(ScriptedWorker.Frozen);
        Task broken = Run(worker, _first);
        _first.Accept(Interval, Silence);
        _first.Send(Start("p0", "p1"));
        await UntilAsync(() => worker.Paths.Count == 2);
        _first.Break();
        await Should.ThrowAsync<RpcException>(broken.Soon());
        worker.Paths.Count.ShouldBe(2);

        Task again = Run(worker, _second);
        ConnectRequest hello = await _second.NextAsync();
        _second.Accept(Interval, Silence, accepted => accepted.ResumedPaths.Add(Attempt("p1")));
        await UntilAsync(() => worker.Paths.Count == 1);
        await _stop.CancelAsync();
        await again.Soon();

        hello.Hello.HeldPaths.Select(held => held.Attempt)
            .ShouldBe([Attempt("p0"), Attempt("p1")], ignoreOrder: true);
        hello.Hello.HeldPaths.ShouldAllBe(held => held.Round == 0);
    }

    [Fact]
    public async Task Without_a_hold_time_paths_end_with_their_link()
    {
        await using ScriptedWorker worker = await ScriptedWorker.StartAsync(ScriptedWorker.Frozen);
        Task broken = Run(worker, _first, TimeSpan.Zero);
        _first.Accept(Interval, Silence);
        _first.Send(Start("p0"));
        await UntilAsync(() => worker.Paths.Count == 1);
        _first.Break();
        await Should.ThrowAsync<RpcException>(broken.Soon());

        worker.Paths.Count.ShouldBe(0);
        _memory.Broken.ShouldBeNull();
    }

    public void Dispose() => _stop.Dispose();

    private Task Run(ScriptedWorker worker, FakeRouter router, TimeSpan? hold = null) => New(
        worker, router, _memory, new WorkerOptions { Id = "worker-a", HoldTime = hold ?? TimeSpan.FromMinutes(1) })
        .RunAsync(_stop.Token);
}
