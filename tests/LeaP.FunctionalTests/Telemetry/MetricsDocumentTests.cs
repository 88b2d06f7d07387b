using System.Diagnostics.Metrics;
using LeaP.FunctionalTests.Support;
using LeaP.Hosting.Telemetry;

namespace LeaP.FunctionalTests.Telemetry;

/// <summary>docs/metrics.md lists every metric of ours with what the code says of it.</summary>
public sealed class MetricsDocumentTests
{
    [Fact]
    public async Task The_document_lists_every_metric_as_it_is_in_code()
    {
        var instruments = new HashSet<string>(StringComparer.Ordinal);
        await using TestCluster cluster = await TestCluster.StartScriptedAsync(workers: 1);
        using var listener = new MeterListener
        {
            InstrumentPublished = (instrument, _) =>
            {
                if (instrument.Meter.Name is TelemetryNames.Router or TelemetryNames.Worker)
                {
                    instruments.Add($"{instrument.Name} {KindOf(instrument)} {instrument.Unit} {instrument.Description}");
                }
            },
        };
        listener.Start();

        string document = await File.ReadAllTextAsync(System.IO.Path.Combine(Repository.Root, "docs", "metrics.md"));
        string[][] rows =
        [
            .. document.Split('\n')
                .Where(line => line.StartsWith("| `", StringComparison.Ordinal))
                .Select(line => line.Split('|', StringSplitOptions.TrimEntries))
                .Where(cells => cells.Length == 7),
        ];
        rows.Select(cells => $"{cells[1].Trim('`')} {cells[2]} {cells[3]} {cells[5]}").ShouldBe(instruments, ignoreOrder: true);
    }

    private static string KindOf(Instrument instrument) => instrument.GetType().Name.Split('`')[0] switch
    {
        "ObservableGauge" => "gauge",
        "Histogram" => "histogram",
        _ => "counter",
    };
}
