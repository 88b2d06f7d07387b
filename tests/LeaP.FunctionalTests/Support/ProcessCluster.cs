using Grpc.Net.Client;
using LeaP.Inference.Engines;
using LeaP.Inference.Scripted;
using LeaP.Protocol.Fleet.V1;
using LeaP.Protocol.Reasoning.V1;
using LeaP.TestKit;
using LeaP.TestKit.Processes;
using LeaP.Worker;
using Microsoft.Extensions.DependencyInjection;
using Microsoft.Extensions.Hosting;
using Microsoft.Extensions.Logging;

namespace LeaP.FunctionalTests.Support;

/// <summary>A router in a process of its own, which can be killed or signalled, and a scripted worker in this one.</summary>
internal sealed class ProcessCluster : IAsyncDisposable
{
    private readonly RouterProgram _router;
    private readonly IHost _worker;
    private readonly GrpcChannel _channel;

    private ProcessCluster(RouterProgram router, IHost worker)
    {
        _router = router;
        _worker = worker;
        _channel = GrpcChannel.ForAddress(router.Clients);
        Reasoning = new ReasoningService.ReasoningServiceClient(_channel);
    }

    public ChildProgram Router => _router.Program;

    public ReasoningService.ReasoningServiceClient Reasoning { get; }

    public static async Task<ProcessCluster> StartAsync(ScriptedEngineOptions script, params string[] routerSettings)
    {
        RouterProgram router = await RouterProgram.StartAsync(routerSettings);
        IHost worker = WorkerApplication.Build(
            [
                "--Worker:Id", "w1", "--Worker:RouterAddress", router.Links.ToString(),
                "--Worker:Model:Engine", EngineNames.Scripted, "--Worker:Model:Id", "scripted",
            ],
            builder =>
            {
                builder.Logging.ClearProviders();
                builder.Services.AddSingleton(script);
            });
        var cluster = new ProcessCluster(router, worker);
        await worker.StartAsync(TestContext.Current.CancellationToken).DefaultTimeout();
        await Eventually.HoldsAsync(cluster.IsServedAsync, "the worker is linked");
        return cluster;
    }

    public async ValueTask DisposeAsync()
    {
        await _worker.StopAsync().DefaultTimeout();
        _worker.Dispose();
        _channel.Dispose();
        await _router.DisposeAsync();
    }

    private async Task<bool> IsServedAsync() =>
        (await new FleetService.FleetServiceClient(_channel).ListModelsAsync(new ListModelsRequest())).Models.Count > 0;
}
