using LeaP.FunctionalTests.Support;
using LeaP.Inference.Engines;
using LeaP.Inference.Scripted;
using LeaP.Router;
using LeaP.Router.Links;
using LeaP.TestKit;
using LeaP.Worker;
using Microsoft.AspNetCore.Builder;
using Microsoft.Extensions.DependencyInjection;
using Microsoft.Extensions.Hosting;
using Microsoft.Extensions.Logging;

namespace LeaP.FunctionalTests.Trust;

/// <summary>A router and scripted workers whose trust the test sets. Disposing fails on errors nobody expected.</summary>
internal sealed class TrustCluster : IAsyncDisposable
{
    private readonly List<IHost> _workers = [];

    // A router that stops calls itself unhealthy on purpose.
    private readonly List<string> _expectedErrors = ["HealthCheckEnd"];

    private TrustCluster(WebApplication router, LogCollector logs)
    {
        Router = router;
        Logs = logs;
        Addresses = router.Services.GetRequiredService<RouterAddresses>();
    }

    public WebApplication Router { get; }

    public LogCollector Logs { get; }

    public RouterAddresses Addresses { get; }

    public IReadOnlyList<string> LinkedWorkers =>
        [.. Router.Services.GetRequiredService<WorkerDirectory>().Linked.Select(link => link.WorkerId)];

    public static async Task<TrustCluster> StartAsync(params string[] settings)
    {
        var logs = new LogCollector();
        WebApplication router = RouterApplication.Build(
            [
                "--environment", "Production",
                "--Router:ClientPort", "0", "--Router:LinkPort", "0", "--Router:ProbePort", "0",
                "--Router:Link:ReportInterval", "00:00:00.2",
                "--Router:Tls:ReloadInterval", "00:00:00.01",
                .. settings,
            ],
            builder => builder.Logging.ClearProviders().AddProvider(logs));
        await router.StartAsync().DefaultTimeout();
        return new TrustCluster(router, logs);
    }

    /// <summary>Starts a worker; whether it links is another matter.</summary>
    public async Task<IHost> AddWorkerAsync(string id, ScriptedEngineOptions? script = null, params string[] settings)
    {
        IHost worker = WorkerApplication.Build(
            [
                "--Worker:Id", id,
                "--Worker:RouterAddress", Addresses.Links.ToString(),
                "--Worker:RedialMin", "00:00:00.02",
                "--Worker:Model:Engine", EngineNames.Scripted,
                "--Worker:Model:Id", "scripted",
                .. settings,
            ],
            builder =>
            {
                builder.Logging.ClearProviders().AddProvider(Logs);
                builder.Services.AddSingleton(script ?? new ScriptedEngineOptions());
            });
        await worker.StartAsync().DefaultTimeout();
        _workers.Add(worker);
        return worker;
    }

    public async Task<IHost> LinkWorkerAsync(string id, ScriptedEngineOptions? script = null, params string[] settings)
    {
        IHost worker = await AddWorkerAsync(id, script, settings);
        await Eventually.HoldsAsync(() => Task.FromResult(LinkedWorkers.Contains(id)), $"{id} is linked");
        return worker;
    }

    /// <summary>Waits until a worker has given up on its own, refused by the router.</summary>
    public static Task IsRefusedAsync(IHost worker) => Eventually.HoldsAsync(
        () => Task.FromResult(
            worker.Services.GetRequiredService<IHostApplicationLifetime>().ApplicationStopping.IsCancellationRequested),
        "the worker was refused and stops");

    public void ExpectError(string eventName) => _expectedErrors.Add(eventName);

    public Task LogsAsync(string eventName) => Eventually.HoldsAsync(
        () => Task.FromResult(Logs.Entries.Any(entry => entry.EventName == eventName)), $"{eventName} is logged");

    public async ValueTask DisposeAsync() =>
        await ClusterEnd.StopAsync(_workers, Router, Logs, _expectedErrors);
}
