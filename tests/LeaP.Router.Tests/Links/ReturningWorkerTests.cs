using LeaP.Protocol.Link.V1;
using LeaP.Router.Links;
using LeaP.Router.Tests.Support;

namespace LeaP.Router.Tests.Links;

public sealed class ReturningWorkerTests : IAsyncDisposable
{
    private static readonly TimeSpan Grace = TimeSpan.FromSeconds(2);

    private readonly RouterParts _router = new(("Router:Link:ReturnGrace", "00:00:02"));

    private static CancellationToken Stop => TestContext.Current.CancellationToken;

    [Fact]
    public async Task A_worker_comes_back_to_its_link_and_goes_on_with_what_it_holds()
    {
        (WorkerLink link, Task<bool> waiting) = await BreakAsync();
        link.TakesPaths.ShouldBeFalse();

        WorkerLink? returned = await _router.Directory.FindReturnedAsync(link.Worker, Stop).Soon();
        (IReadOnlyList<LeaP.Reasoning.Sessions.PathAttempt> resumed, IReadOnlyList<LeaP.Reasoning.Sessions.PathAttempt> gone) =
            link.Resume([SessionSamples.Attempt(0), SessionSamples.Attempt(7)]);

        returned.ShouldBeSameAs(link);
        (await waiting.Soon()).ShouldBeTrue();
        resumed.ShouldBe([SessionSamples.Attempt(0)]);
        gone.ShouldBe([SessionSamples.Attempt(1)]);
        link.RunningPaths.ShouldBe(1);
        link.TakesPaths.ShouldBeTrue();
    }

    [Fact]
    public async Task A_worker_that_does_not_come_back_within_the_grace_is_given_up()
    {
        (WorkerLink link, Task<bool> waiting) = await BreakAsync();

        _router.Time.Advance(Grace);

        (await waiting.Soon()).ShouldBeFalse();
        (await _router.Directory.FindReturnedAsync(link.Worker, Stop).Soon()).ShouldBeNull();
        link.StartPaths(SessionSamples.Session(), [SessionSamples.Attempt(1)]).ShouldBeFalse();
    }

    [Fact]
    public async Task Another_process_of_the_same_name_does_not_get_the_link()
    {
        (WorkerLink link, Task<bool> waiting) = await BreakAsync();
        WorkerLink newer = _router.NewLink("worker-a", "worker-a-2", RouterParts.Model());

        (await _router.Directory.FindReturnedAsync(newer.Worker, Stop).Soon()).ShouldBeNull();
        _router.Directory.Enter(newer);

        (await waiting.Soon()).ShouldBeFalse();
        link.Close().Count.ShouldBe(2);
    }

    public ValueTask DisposeAsync() => _router.DisposeAsync();

    /// <summary>A link with two paths whose call just broke.</summary>
    private async Task<(WorkerLink Link, Task<bool> Waiting)> BreakAsync()
    {
        WorkerLink link = _router.Link("worker-a", RouterParts.Model());
        link.StartPaths(SessionSamples.Session(), [SessionSamples.Attempt(0), SessionSamples.Attempt(1)]).ShouldBeTrue();
        using var broken = new CancellationTokenSource();
        Task running = link.RunAsync(MessageReader<ConnectRequest>.Of(ends: false), new Sink(), broken.Token);
        await broken.CancelAsync();
        await running.Soon();
        return (link, link.WaitForReturnAsync(Grace, Stop));
    }

    private sealed class Sink : Grpc.Core.IServerStreamWriter<ConnectResponse>
    {
        public Grpc.Core.WriteOptions? WriteOptions { get; set; }

        public Task WriteAsync(ConnectResponse message) => Task.CompletedTask;

        public Task WriteAsync(ConnectResponse message, CancellationToken cancellationToken) => Task.CompletedTask;
    }
}
