using Grpc.Core;
using LeaP.Protocol.Link.V1;
using LeaP.Router.Links;
using LeaP.Router.Placement;
using LeaP.Router.Tests.Support;

namespace LeaP.Router.Tests.Links;

public sealed class WorkerDirectoryTests : IAsyncDisposable
{
    private readonly RouterParts _router = new(("Router:Link:LostWorkerRetention", "00:10:00"));

    [Fact]
    public void Linked_workers_are_listed_by_name_and_their_models_found()
    {
        _router.Link("worker-b", RouterParts.Model("second"));
        _router.Link("worker-a", RouterParts.Model("first"));

        _router.Directory.Linked.Select(link => link.WorkerId).ShouldBe(["worker-a", "worker-b"]);
        _router.Directory.FindModel("second").ShouldNotBeNull().ModelId.ShouldBe("second");
        _router.Directory.FindModel("third").ShouldBeNull();
        _router.Get<PlacementQueue>().Capacity("first").ShouldBe(4);
    }

    [Fact]
    public async Task A_newer_instance_takes_the_name_and_the_older_link_is_ended()
    {
        WorkerLink older = _router.Link("worker-a", RouterParts.Model());
        Task running = older.RunAsync(
            MessageReader<ConnectRequest>.Of(ends: false), new ResponseSink(), TestContext.Current.CancellationToken);
        WorkerLink newer = _router.NewLink("worker-a", "worker-a-2", RouterParts.Model());

        _router.Directory.Enter(newer);
        RpcException ended = await Should.ThrowAsync<RpcException>(running.Soon());
        _router.Directory.Leave(older);

        ended.StatusCode.ShouldBe(StatusCode.Aborted);
        RouterParts.ReasonOf(ended).ShouldBe("WORKER_REPLACED");
        ended.Status.Detail.ShouldContain("worker-a-2");
        _router.Directory.Linked.ShouldHaveSingleItem().ShouldBeSameAs(newer);
        _router.Directory.Lost.ShouldBeEmpty();
        PlacementQueue placement = _router.Get<PlacementQueue>();
        placement.FreeSlots(older).ShouldBe(0);
        placement.FreeSlots(newer).ShouldBe(4);
        older.TakesPaths.ShouldBeFalse();
    }

    [Fact]
    public void A_worker_that_left_is_listed_as_lost_until_it_is_forgotten_or_comes_back()
    {
        WorkerLink link = _router.Link("worker-a", RouterParts.Model());
        _router.Link("worker-b");
        _router.Directory.Leave(link);

        _router.Directory.Linked.ShouldHaveSingleItem().WorkerId.ShouldBe("worker-b");
        _router.Directory.FindModel("model").ShouldBeNull();
        _router.Time.Advance(TimeSpan.FromMinutes(10));
        _router.Directory.Lost.ShouldHaveSingleItem().WorkerId.ShouldBe("worker-a");
        _router.Time.Advance(TimeSpan.FromSeconds(1));
        _router.Directory.Lost.ShouldBeEmpty();
    }

    [Fact]
    public void A_worker_that_comes_back_is_lost_no_more()
    {
        _router.Directory.Leave(_router.Link("worker-a"));

        _router.Link("worker-a");

        _router.Directory.Lost.ShouldBeEmpty();
        _router.Directory.Linked.Count.ShouldBe(1);
    }

    [Fact]
    public void Nothing_starts_on_a_link_that_was_closed()
    {
        WorkerLink link = _router.Link("worker-a", RouterParts.Model());
        link.StartPaths(SessionSamples.Session(), [SessionSamples.Attempt(0)]).ShouldBeTrue();
        link.RunningPaths.ShouldBe(1);

        link.Close().ShouldBe([SessionSamples.Attempt(0)]);

        link.StartPaths(SessionSamples.Session(), [SessionSamples.Attempt(1)]).ShouldBeFalse();
    }

    public ValueTask DisposeAsync() => _router.DisposeAsync();

    private sealed class ResponseSink : IServerStreamWriter<ConnectResponse>
    {
        public WriteOptions? WriteOptions { get; set; }

        public Task WriteAsync(ConnectResponse message) => Task.CompletedTask;

        public Task WriteAsync(ConnectResponse message, CancellationToken cancellationToken) => Task.CompletedTask;
    }
}
