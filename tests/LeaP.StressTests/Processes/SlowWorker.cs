using LeaP.Inference.Scripted;
using LeaP.Worker;
using Microsoft.Extensions.DependencyInjection;
using Microsoft.Extensions.Hosting;

namespace LeaP.StressTests.Processes;

/// <summary>A worker whose scripted engine takes its time.</summary>
internal static class SlowWorker
{
    /// <summary>Runs the worker until it is told to stop.</summary>
    /// <param name="tokenDelay">Time of one token.</param>
    /// <param name="settings">Settings of the worker.</param>
    /// <returns>Exit code.</returns>
    public static async Task<int> RunAsync(TimeSpan tokenDelay, string[] settings)
    {
        using IHost host = WorkerApplication.Build(
            settings, builder => builder.Services.AddSingleton(new ScriptedEngineOptions { TokenDelay = tokenDelay }));
        await host.RunAsync();
        return 0;
    }
}
