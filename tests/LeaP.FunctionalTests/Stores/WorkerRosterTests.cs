using LeaP.FunctionalTests.Support;
using LeaP.Inference.Engines;
using LeaP.Protocol.Fleet.V1;
using LeaP.TestKit;

namespace LeaP.FunctionalTests.Stores;

/// <summary>Every router that shares a store knows of all workers.</summary>
public sealed class WorkerRosterTests : RedisTests
{
    [Fact]
    public async Task Any_router_lists_the_workers_of_all_and_each_worker_once()
    {
        await using TestCluster first = await StartRouterAsync();
        await using TestCluster second = await StartRouterAsync();
        await first.AddScriptedWorkerAsync("own", slots: 4);
        await first.AddWorkerAsync(
            "shared",
            null,
            "--Worker:RouterAddress", $"{first.Addresses.Links},{second.Addresses.Links}",
            "--Worker:Links", "Each",
            "--Worker:Model:Engine", EngineNames.Scripted,
            "--Worker:Model:Id", "scripted",
            "--Worker:Model:Slots", "9");

        await Eventually.HoldsAsync(async () => await ListAsync(second) == "own 4, shared 9", "the second router lists all");
        await Eventually.HoldsAsync(async () => await ListAsync(first) == "own 4, shared 9", "the first router lists all");

        await first.Router.StopAsync(Stop).DefaultTimeout();
        await Eventually.HoldsAsync(async () => await ListAsync(second) == "shared 4", "what a router told goes with it");
    }

    [Fact]
    public async Task While_the_store_is_away_a_router_lists_its_own_workers_and_says_so()
    {
        await using TestCluster cluster = await StartAsync();
        (await cluster.Fleet.ListWorkersAsync(new ListWorkersRequest(), cancellationToken: Stop)).Partial.ShouldBeFalse();

        await Redis.KillAsync();
        ListWorkersResponse away = await cluster.Fleet.ListWorkersAsync(new ListWorkersRequest(), cancellationToken: Stop);

        away.Partial.ShouldBeTrue();
        away.Workers.ShouldNotBeEmpty();
        await Redis.StartAgainAsync();
        await Eventually.HoldsAsync(
            async () => !(await cluster.Fleet.ListWorkersAsync(new ListWorkersRequest(), cancellationToken: Stop)).Partial,
            "the list is whole again");
    }

    private static async Task<string> ListAsync(TestCluster cluster)
    {
        ListWorkersResponse list = await cluster.Fleet.ListWorkersAsync(new ListWorkersRequest(), cancellationToken: Stop);
        list.Partial.ShouldBeFalse();
        return string.Join(", ", list.Workers.Select(worker => $"{worker.WorkerId} {worker.MaxConcurrentPaths}"));
    }
}
