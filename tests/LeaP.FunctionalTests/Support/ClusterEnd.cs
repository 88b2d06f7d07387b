using LeaP.TestKit;
using Microsoft.AspNetCore.Builder;
using Microsoft.Extensions.Hosting;

namespace LeaP.FunctionalTests.Support;

/// <summary>How the hosts of a test come to their end.</summary>
internal static class ClusterEnd
{
    /// <summary>Stops workers, then their router, and fails on errors that nobody expected.</summary>
    public static async Task StopAsync(
        IEnumerable<IHost> workers, WebApplication router, LogCollector logs, IReadOnlyCollection<string> expectedErrors)
    {
        foreach (IHost worker in workers)
        {
            await worker.StopAsync().DefaultTimeout();
            worker.Dispose();
        }

        await router.StopAsync().DefaultTimeout();
        await router.DisposeAsync();
        logs.Errors.Where(entry => !expectedErrors.Contains(entry.EventName)).ShouldBeEmpty();
    }
}
