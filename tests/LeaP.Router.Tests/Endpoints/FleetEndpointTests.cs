using Google.Protobuf.WellKnownTypes;
using Grpc.Core;
using LeaP.Protocol.Fleet.V1;
using LeaP.Router.Endpoints;
using LeaP.Router.Links;
using LeaP.Router.Options;
using LeaP.Router.Placement;
using LeaP.Router.Tests.Support;
using Microsoft.Extensions.Options;

namespace LeaP.Router.Tests.Endpoints;

public sealed class FleetEndpointTests : IAsyncDisposable
{
    private readonly RouterParts _router = new();

    [Fact]
    public async Task Models_are_summed_up_over_the_workers_that_serve_them()
    {
        _router.Link("worker-b", RouterParts.Model("second"), RouterParts.Model("first"));
        _router.Link("worker-a", RouterParts.Model("first") with { MaxContextTokens = 9000 });

        ListModelsResponse models = await New().ListModels(new ListModelsRequest(), Call());

        models.Models.Select(model => model.ModelId).ShouldBe(["first", "second"]);
        models.Models[0].WorkerCount.ShouldBe(2);
        models.Models[0].MaxContextTokens.ShouldBe(9000);
        models.Models[0].FreePathSlots.ShouldBe(8);
        models.Models[0].Defaults.ShouldBe(RouterParts.Defaults());
    }

    [Fact]
    public async Task Workers_are_listed_linked_and_lost_and_by_model()
    {
        _router.Link("worker-b", RouterParts.Model("first"));
        _router.Directory.Leave(_router.Link("worker-a", RouterParts.Model("first")));
        _router.Link("worker-c", RouterParts.Model("second")).MarkDraining();

        ListWorkersResponse all = await New().ListWorkers(new ListWorkersRequest { PageSize = 2 }, Call());
        ListWorkersResponse rest = await New().ListWorkers(
            new ListWorkersRequest { PageSize = 2, PageToken = all.NextPageToken }, Call());
        ListWorkersResponse some = await New().ListWorkers(new ListWorkersRequest { ModelId = "first" }, Call());

        all.Workers.Concat(rest.Workers).Select(worker => (worker.WorkerId, worker.State)).ShouldBe(
        [
            ("worker-a", Worker.Types.State.Lost),
            ("worker-b", Worker.Types.State.Active),
            ("worker-c", Worker.Types.State.Draining),
        ]);
        some.Workers.Select(worker => worker.WorkerId).ShouldBe(["worker-a", "worker-b"]);
    }

    [Fact]
    public async Task Draining_twice_succeeds()
    {
        WorkerLink link = _router.Link("worker-a", RouterParts.Model());

        DrainWorkerResponse once = await New().DrainWorker(new DrainWorkerRequest { WorkerId = "worker-a" }, Call());
        DrainWorkerResponse twice = await New().DrainWorker(new DrainWorkerRequest { WorkerId = "worker-a" }, Call());

        once.Worker.State.ShouldBe(Worker.Types.State.Draining);
        twice.ShouldBe(once);
        link.TakesPaths.ShouldBeFalse();
        _router.Get<PlacementQueue>().Capacity("model").ShouldBe(0);
    }

    [Fact]
    public async Task A_worker_that_is_not_linked_cannot_be_drained()
    {
        RpcException refused = await RefusedAsync(new DrainWorkerRequest { WorkerId = "worker-a" });

        refused.StatusCode.ShouldBe(StatusCode.NotFound);
        RouterParts.ReasonOf(refused).ShouldBe("WORKER_NOT_FOUND");
    }

    [Theory]
    [InlineData(-1, 0)]
    [InlineData(0, -1)]
    [InlineData(86_400, 1)]
    [InlineData(86_401, 0)]
    [InlineData(315_576_000_000, 0)]
    [InlineData(1, 1_000_000_000)]
    public async Task A_grace_that_is_no_time_or_longer_than_a_day_is_refused(long seconds, int nanos)
    {
        WorkerLink link = _router.Link("worker-a", RouterParts.Model());

        RpcException refused = await RefusedAsync(new DrainWorkerRequest
        {
            WorkerId = "worker-a",
            GracePeriod = new Duration { Seconds = seconds, Nanos = nanos },
        });

        refused.StatusCode.ShouldBe(StatusCode.InvalidArgument);
        RouterParts.FieldsOf(refused).ShouldBe(["grace_period"]);
        link.IsDraining.ShouldBeFalse();
    }

    [Theory]
    [InlineData(0)]
    [InlineData(86_400)]
    public async Task Any_grace_up_to_a_day_is_allowed(long seconds)
    {
        WorkerLink link = _router.Link("worker-a", RouterParts.Model());

        await New().DrainWorker(
            new DrainWorkerRequest { WorkerId = "worker-a", GracePeriod = new Duration { Seconds = seconds } }, Call());

        link.IsDraining.ShouldBeTrue();
    }

    public ValueTask DisposeAsync() => _router.DisposeAsync();

    private static FakeCall Call() => new(TestContext.Current.CancellationToken);

    // An endpoint may throw before it returns a task.
    private async Task<RpcException> RefusedAsync(DrainWorkerRequest request) =>
        await Should.ThrowAsync<RpcException>(async () => await New().DrainWorker(request, Call()));

    private FleetEndpoint New() => new(
        _router.Directory, _router.Get<WorkerRosters>(), _router.Get<PlacementQueue>(), _router.Get<IOptions<WorkerLinkOptions>>());
}
