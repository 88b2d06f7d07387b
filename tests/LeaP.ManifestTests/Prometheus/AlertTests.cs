using LeaP.ManifestTests.Kustomize;
using LeaP.ManifestTests.Tree;
using YamlDotNet.Serialization;

namespace LeaP.ManifestTests.Prometheus;

public sealed class AlertTests(RenderedOverlays overlays)
{
    private const string Played = "tests/LeaP.ManifestTests/Prometheus/alerts.test.yaml";

    [Theory]
    [InlineData("k8s/overlays/observability", "leap")]
    [InlineData("k8s/overlays/autoscale", "leap-autoscale")]
    public async Task Prometheus_takes_the_rules(string folder, string name)
    {
        DirectoryInfo temporary = await WriteRulesAsync(folder, name);
        (int code, string output) = await Promtool.RunAsync(temporary.FullName, "check", "rules", "rules.yaml");
        temporary.Delete(recursive: true);
        code.ShouldBe(0, output);
    }

    [Fact]
    public async Task Alerts_come_when_they_should_and_not_before()
    {
        DirectoryInfo temporary = await WriteRulesAsync("k8s/overlays/observability", "leap");
        await File.WriteAllTextAsync(Path.Combine(temporary.FullName, "alerts.yaml"), Repository.Read(Played));
        (int code, string output) = await Promtool.RunAsync(temporary.FullName, "test", "rules", "alerts.yaml");
        temporary.Delete(recursive: true);
        code.ShouldBe(0, output);
    }

    [Fact]
    public void Every_alert_is_played_through_both_ways()
    {
        string played = Repository.Read(Played);
        string[] alerts =
        [
            .. Repository.Read("k8s/overlays/observability/prometheus-rule.yaml").Split('\n')
                .Where(line => line.Contains("- alert: ", StringComparison.Ordinal))
                .Select(line => line.Split(": ")[1]),
        ];
        alerts.Length.ShouldBeGreaterThan(5);
        alerts.ShouldAllBe(alert =>
            played.Contains($"alertname: {alert}}}", StringComparison.Ordinal)
            && played.Contains($"alertname: {alert}\n        exp_alerts:", StringComparison.Ordinal));
    }

    private async Task<DirectoryInfo> WriteRulesAsync(string folder, string name)
    {
        DirectoryInfo temporary = Directory.CreateTempSubdirectory("leap-rules-");
        string rules = new SerializerBuilder().Build().Serialize(overlays[folder].Custom("PrometheusRule", name).Spec);
        await File.WriteAllTextAsync(Path.Combine(temporary.FullName, "rules.yaml"), rules);
        return temporary;
    }
}
