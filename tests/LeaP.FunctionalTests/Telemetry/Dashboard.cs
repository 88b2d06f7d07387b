using System.Text.Json;
using System.Text.RegularExpressions;
using LeaP.FunctionalTests.Support;

namespace LeaP.FunctionalTests.Telemetry;

/// <summary>The dashboard that the repository brings for Grafana.</summary>
internal static partial class Dashboard
{
    private const string File = "k8s/overlays/observability/dashboards/leap.json";

    /// <summary>Every query, as Grafana would send it.</summary>
    /// <param name="range">What Grafana's own variable for the range of a rate stands for.</param>
    public static IReadOnlyList<string> Queries(string range)
    {
        using JsonDocument dashboard = JsonDocument.Parse(System.IO.File.ReadAllText(System.IO.Path.Combine(Repository.Root, File)));
        return
        [
            .. dashboard.RootElement.GetProperty("panels").EnumerateArray()
                .Where(panel => panel.TryGetProperty("targets", out _))
                .SelectMany(panel => panel.GetProperty("targets").EnumerateArray())
                .Select(target => target.GetProperty("expr").GetString()!.Replace("$__rate_interval", range, StringComparison.Ordinal))
                .Distinct(),
        ];
    }

    /// <summary>Names of metrics in a text, of which some may only look like one.</summary>
    /// <param name="text">Queries or a file of rules.</param>
    public static IEnumerable<string> MetricsIn(string text) =>
        Metric().Matches(text).Select(match => match.Groups["name"].Value).Distinct();

    [GeneratedRegex(@"\b(?<name>(?:leap|gen_ai)_[a-z0-9_]+)(?=\{|\[| [=<>]|\)|$)", RegexOptions.Multiline)]
    private static partial Regex Metric();
}
