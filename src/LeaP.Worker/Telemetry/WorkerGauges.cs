using System.Diagnostics.Metrics;
using LeaP.Inference.Engines;
using LeaP.Worker.Link;
using LeaP.Worker.Models;
using LeaP.Worker.Paths;
using Microsoft.Extensions.Hosting;

namespace LeaP.Worker.Telemetry;

/// <summary>How the worker and its engine stand in the moment the metrics are read. Starts behind the model.</summary>
internal sealed class WorkerGauges(
    WorkerMetrics metrics,
    ModelHost models,
    PathTables paths,
    LinkStatus links) : IHostedService
{
    /// <inheritdoc />
    public Task StartAsync(CancellationToken cancellationToken)
    {
        Meter meter = metrics.Meter;
        IModelEngine engine = models.Model.Engine;
        double capacity = (double)engine.Model.SlotCount * engine.Model.MaxContextTokens;
        meter.CreateObservableCounter("leap.engine.token", () => Tokens(engine.Statistics), "{token}", "Tokens of the engine, by what was done with them.");
        meter.CreateObservableCounter("leap.engine.step", () => engine.Statistics.DecodeSteps, "{step}", "Batched model runs that drew tokens.");
        meter.CreateObservableCounter("leap.engine.step.time", () => engine.Statistics.StepTime.TotalSeconds, "s", "Time of those runs together.");
        meter.CreateObservableGauge("leap.kv.utilization", () => metrics.HeldTokens / capacity, "1", "Share of the KV cache that paths filled when they last paused.");
        meter.CreateObservableGauge("leap.worker.path.active", () => paths.Count, "{path}", "Paths that run or pause here.");
        meter.CreateObservableGauge("leap.worker.slot.limit", () => engine.Model.SlotCount, "{slot}", "Paths that may run here at once.");
        meter.CreateObservableGauge("leap.worker.link.active", () => links.Active, "{link}", "Routers this worker is linked to.");
        meter.CreateObservableCounter("leap.worker.link.ended", () => links.Ended, "{link}", "Links that ended.");
        return Task.CompletedTask;
    }

    /// <inheritdoc />
    public Task StopAsync(CancellationToken cancellationToken) => Task.CompletedTask;

    private static Measurement<long>[] Tokens(EngineStatistics statistics) =>
    [
        Measure(statistics.PrefilledTokens, "prefilled"),
        Measure(statistics.DecodedTokens, "decoded"),
        Measure(statistics.ForkedTokens, "forked"),
        Measure(statistics.RewoundTokens, "rewound"),
    ];

    private static Measurement<long> Measure(long value, string kind) =>
        new(value, KeyValuePair.Create("leap.engine.token.kind", (object?)kind));
}
