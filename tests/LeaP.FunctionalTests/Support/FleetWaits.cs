using LeaP.Protocol.Fleet.V1;

namespace LeaP.FunctionalTests.Support;

/// <summary>Waits for what the fleet service shows.</summary>
internal static class FleetWaits
{
    public static Task WaitForFreeSlotsAsync(this TestCluster cluster, int slots) => Eventually.HoldsAsync(
        async () => (await cluster.Fleet.ListModelsAsync(new ListModelsRequest())).Models
            .Sum(model => model.FreePathSlots) == slots,
        $"{slots} free slots");
}
