using System.Net;
using LeaP.FunctionalTests.Support;
using LeaP.Inference.Engines;
using LeaP.TestKit;
using LeaP.Worker.Probes;
using Microsoft.Extensions.DependencyInjection;
using Microsoft.Extensions.Hosting;

namespace LeaP.FunctionalTests.Telemetry;

/// <summary>A worker's probe port.</summary>
public sealed class ProbeTests
{
    private static readonly HttpClient Http = new() { Timeout = TimeSpan.FromSeconds(30) };

    [Fact]
    public async Task A_worker_lives_before_it_is_ready_and_is_ready_while_it_is_linked()
    {
        await using TestCluster cluster = await TestCluster.StartRouterAsync();
        IHost worker = await cluster.AddWorkerAsync(
            "probed", null, "--Worker:Model:Engine", EngineNames.Scripted, "--Worker:Model:Id", "scripted", "--Worker:ProbePort", "0");
        Uri probes = AddressOf(worker);

        (await StatusAsync(probes, "healthz")).ShouldBe(HttpStatusCode.OK);
        await Eventually.HoldsAsync(async () => await StatusAsync(probes, "readyz") == HttpStatusCode.OK, "the worker is ready");

        await cluster.Router.StopAsync().DefaultTimeout();
        await Eventually.HoldsAsync(
            async () => await StatusAsync(probes, "readyz") == HttpStatusCode.ServiceUnavailable, "the worker is not ready");
        (await StatusAsync(probes, "healthz")).ShouldBe(HttpStatusCode.OK);
    }

    [Fact]
    public async Task A_worker_without_a_probe_port_opens_none()
    {
        await using TestCluster cluster = await TestCluster.StartScriptedAsync(workers: 1);

        cluster.Workers[0].Services.GetRequiredService<ProbeServer>().Address.ShouldBeNull();
    }

    [Fact]
    public async Task A_probe_port_that_is_taken_is_named_and_ends_the_worker()
    {
        await using TestCluster cluster = await TestCluster.StartRouterAsync();
        await using var worker = ProgramRun.Start(
            "dotnet",
            System.IO.Path.Combine(AppContext.BaseDirectory, "LeaP.Worker.dll"),
            "--Worker:ProbePort", $"{cluster.Addresses.Probes.Port}");

        (await worker.EndAsync()).ShouldBe(1);
        worker.Output.ShouldContain($":{cluster.Addresses.Probes.Port}: address already in use", Case.Insensitive, worker.Errors);
    }

    private static Uri AddressOf(IHost worker) =>
        worker.Services.GetRequiredService<ProbeServer>().Address.ShouldNotBeNull();

    private static async Task<HttpStatusCode> StatusAsync(Uri probes, string path)
    {
        using HttpResponseMessage answer = await Http.GetAsync(new Uri(probes, path));
        return answer.StatusCode;
    }
}
