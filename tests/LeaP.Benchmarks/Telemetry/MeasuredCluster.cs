using Grpc.Core;
using Grpc.Net.Client;
using LeaP.Protocol.Fleet.V1;
using LeaP.Protocol.Reasoning.V1;
using LeaP.Router;
using LeaP.Worker;
using Microsoft.AspNetCore.Builder;
using Microsoft.Extensions.DependencyInjection;
using Microsoft.Extensions.Hosting;
using Microsoft.Extensions.Logging;

namespace LeaP.Benchmarks.Telemetry;

/// <summary>A router and a worker in this process, scraped when they gather metrics.</summary>
internal sealed class MeasuredCluster : IAsyncDisposable
{
    private static readonly TimeSpan ScrapeInterval = TimeSpan.FromSeconds(1);
    private static readonly TimeSpan PollInterval = TimeSpan.FromMilliseconds(20);

    private readonly TelemetryWork _work;
    private readonly WebApplication _router;
    private readonly IHost _worker;
    private readonly GrpcChannel _channel;
    private readonly CancellationTokenSource _stopping = new();
    private readonly Task _scraping;

    private MeasuredCluster(TelemetryWork work, WebApplication router, IHost worker, bool metrics, TimeProvider time)
    {
        _work = work;
        _router = router;
        _worker = worker;
        RouterAddresses addresses = router.Services.GetRequiredService<RouterAddresses>();
        _channel = GrpcChannel.ForAddress(addresses.Clients);
        _scraping = metrics ? ScrapeAsync(new Uri(addresses.Probes, "metrics"), time, _stopping.Token) : Task.CompletedTask;
    }

    /// <summary>Starts one and waits until its worker is linked.</summary>
    /// <param name="work">What it will do.</param>
    /// <param name="use">What it tells of itself.</param>
    /// <param name="collector">Where it sends traces.</param>
    /// <param name="time">The clock.</param>
    /// <param name="cancellationToken">Ends the start.</param>
    public static async Task<MeasuredCluster> StartAsync(
        TelemetryWork work,
        TelemetryUse use,
        Uri collector,
        TimeProvider time,
        CancellationToken cancellationToken)
    {
        bool metrics = use != TelemetryUse.None;
        string[] telemetry =
        [
            "--Telemetry:Metrics", $"{metrics}",
            "--Telemetry:OtlpEndpoint", use == TelemetryUse.MetricsAndTraces ? $"{collector}" : "",
        ];
        WebApplication router = RouterApplication.Build(
            ["--Router:ClientPort", "0", "--Router:LinkPort", "0", "--Router:ProbePort", "0", .. telemetry],
            builder => builder.Logging.ClearProviders());
        await router.StartAsync(cancellationToken);
        IHost worker = WorkerApplication.Build(
            [
                "--Worker:RouterAddress", $"{router.Services.GetRequiredService<RouterAddresses>().Links}",
                .. work.Settings, .. telemetry,
            ],
            builder => builder.Logging.ClearProviders());
        await worker.StartAsync(cancellationToken);
        var cluster = new MeasuredCluster(work, router, worker, metrics, time);
        var fleet = new FleetService.FleetServiceClient(cluster._channel);
        while ((await fleet.ListWorkersAsync(new ListWorkersRequest(), cancellationToken: cancellationToken)).Workers.Count == 0)
        {
            await Task.Delay(PollInterval, time, cancellationToken);
        }

        return cluster;
    }

    /// <summary>Runs one session; the same seed gives the same work.</summary>
    /// <param name="seed">Its seed.</param>
    /// <param name="cancellationToken">Ends the call.</param>
    /// <returns>Tokens that the model wrote.</returns>
    public async Task<long> ReasonAsync(int seed, CancellationToken cancellationToken)
    {
        using AsyncServerStreamingCall<ReasonResponse> call = new ReasoningService.ReasoningServiceClient(_channel).Reason(
            _work.Request(seed),
            cancellationToken: cancellationToken);
        long? tokens = null;
        await foreach (ReasonResponse response in call.ResponseStream.ReadAllAsync(cancellationToken))
        {
            if (response.Event.SessionFinished is { } finished)
            {
                tokens = finished.Session.Usage.ReasoningTokens + finished.Session.Usage.SummaryTokens;
            }
        }

        return tokens ?? throw new InvalidOperationException("A session did not finish.");
    }

    /// <inheritdoc />
    public async ValueTask DisposeAsync()
    {
        await _stopping.CancelAsync();
        await _scraping;
        _stopping.Dispose();
        _channel.Dispose();
        await _worker.StopAsync(CancellationToken.None);
        _worker.Dispose();
        await _router.StopAsync(CancellationToken.None);
        await _router.DisposeAsync();
    }

    private static async Task ScrapeAsync(Uri address, TimeProvider time, CancellationToken cancellationToken)
    {
        using var http = new HttpClient();
        using var timer = new PeriodicTimer(ScrapeInterval, time);
        try
        {
            while (await timer.WaitForNextTickAsync(cancellationToken))
            {
                await http.GetStringAsync(address, cancellationToken);
            }
        }
        catch (OperationCanceledException) when (cancellationToken.IsCancellationRequested)
        {
            // The cluster stops.
        }
    }
}
