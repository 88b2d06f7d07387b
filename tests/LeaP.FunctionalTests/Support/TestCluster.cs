using Grpc.Net.Client;
using LeaP.Inference.Engines;
using LeaP.Inference.Scripted;
using LeaP.Protocol.Fleet.V1;
using LeaP.Protocol.Reasoning.V1;
using LeaP.Router;
using LeaP.TestKit;
using LeaP.Worker;
using Microsoft.AspNetCore.Builder;
using Microsoft.Extensions.DependencyInjection;
using Microsoft.Extensions.Hosting;
using Microsoft.Extensions.Logging;

namespace LeaP.FunctionalTests.Support;

/// <summary>
/// A router and workers on free loopback ports: real Kestrel, real sockets, real hosts. Disposing stops them and
/// fails the test when one of them logged an error.
/// </summary>
internal sealed class TestCluster : IAsyncDisposable
{
    private readonly List<IHost> _workers = [];
    private readonly List<string> _expectedErrors = [];

    private TestCluster(WebApplication router, LogCollector logs)
    {
        Router = router;
        Logs = logs;
        Addresses = router.Services.GetRequiredService<RouterAddresses>();
        Channel = GrpcChannel.ForAddress(Addresses.Clients);
        Reasoning = new ReasoningService.ReasoningServiceClient(Channel);
        Fleet = new FleetService.FleetServiceClient(Channel);
    }

    public WebApplication Router { get; }

    public LogCollector Logs { get; }

    public RouterAddresses Addresses { get; }

    public GrpcChannel Channel { get; }

    public ReasoningService.ReasoningServiceClient Reasoning { get; }

    public FleetService.FleetServiceClient Fleet { get; }

    public IReadOnlyList<IHost> Workers => _workers;

    /// <summary>Starts a router without workers.</summary>
    public static async Task<TestCluster> StartRouterAsync(params string[] settings)
    {
        var logs = new LogCollector();
        WebApplication router = RouterApplication.Build(
            [
                "--environment", "Development",
                "--Router:ClientPort", "0", "--Router:LinkPort", "0", "--Router:ProbePort", "0",
                "--Router:Link:ReportInterval", "00:00:00.2",
                .. settings,
            ],
            builder => builder.Logging.ClearProviders().AddProvider(logs));
        await router.StartAsync().DefaultTimeout();
        return new TestCluster(router, logs);
    }

    /// <summary>Starts a router and two workers with the scripted engine.</summary>
    public static async Task<TestCluster> StartScriptedAsync(
        ScriptedEngineOptions? script = null,
        int workers = 2,
        int slots = 16,
        params string[] routerSettings)
    {
        TestCluster cluster = await StartRouterAsync(routerSettings);
        for (int i = 0; i < workers; i++)
        {
            await cluster.AddScriptedWorkerAsync($"w{i + 1}", script, slots);
        }

        return cluster;
    }

    /// <summary>Adds a worker with the scripted engine and waits until it is linked.</summary>
    public Task<IHost> AddScriptedWorkerAsync(string id, ScriptedEngineOptions? script = null, int slots = 16) =>
        AddWorkerAsync(
            id,
            services => services.AddSingleton(script ?? new ScriptedEngineOptions()),
            "--Worker:Model:Engine", EngineNames.Scripted,
            "--Worker:Model:Id", "scripted",
            "--Worker:Model:Slots", slots.ToString(System.Globalization.CultureInfo.InvariantCulture));

    /// <summary>Adds a worker and waits until it is linked.</summary>
    public async Task<IHost> AddWorkerAsync(
        string id,
        Action<IServiceCollection>? configure = null,
        params string[] settings)
    {
        IHost worker = WorkerApplication.Build(
            ["--Worker:Id", id, "--Worker:RouterAddress", Addresses.Links.ToString(), .. settings],
            builder =>
            {
                builder.Logging.ClearProviders().AddProvider(Logs);
                configure?.Invoke(builder.Services);
            });
        await worker.StartAsync().DefaultTimeout();
        _workers.Add(worker);
        await WaitForWorkerAsync(id, Protocol.Fleet.V1.Worker.Types.State.Active);
        return worker;
    }

    /// <summary>Waits until a worker is listed in a state.</summary>
    public async Task WaitForWorkerAsync(string id, Protocol.Fleet.V1.Worker.Types.State state)
    {
        await Eventually.HoldsAsync(
            async () => (await Fleet.ListWorkersAsync(new ListWorkersRequest())).Workers
                .Any(worker => worker.WorkerId == id && worker.State == state),
            $"worker {id} is {state}");
    }

    /// <summary>Names an error that the test causes on purpose.</summary>
    public void ExpectError(string eventName) => _expectedErrors.Add(eventName);

    public async ValueTask DisposeAsync()
    {
        Channel.Dispose();
        await ClusterEnd.StopAsync(_workers, Router, Logs, _expectedErrors);
    }
}
