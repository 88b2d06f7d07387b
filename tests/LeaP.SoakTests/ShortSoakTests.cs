using System.Xml.Linq;
using LeaP.Soak;

namespace LeaP.SoakTests;

public sealed class ShortSoakTests
{
    private static readonly SoakSettings Settings = new()
    {
        Length = TimeSpan.FromSeconds(30),
        RestartPeriod = TimeSpan.FromSeconds(6),
        SamplePeriod = TimeSpan.FromSeconds(1),
        Retention = TimeSpan.FromSeconds(5),
        Clients = 4,
        Period = TimeSpan.FromMilliseconds(300),
    };

    [Fact]
    public async Task Half_a_minute_of_mixed_load_with_restarts_ends_every_session_right()
    {
        SoakResult result = await SoakRun.RunAsync(Settings, TimeProvider.System, TestContext.Current.CancellationToken);

        result.Outcomes.Wrong.ShouldBeEmpty();
        result.Problems.ShouldBeEmpty();
        result.Outcomes.Right.ShouldNotBeEmpty();
        result.Series.ShouldAllBe(series => series.Samples.Count > 1);
        XElement.Parse(SoakChart.Draw(result)).Descendants().Count(node => node.Name.LocalName == "path").ShouldBe(16);
        var report = new StringWriter();
        await SoakReport.WriteAsync(result, report);
        report.ToString().ShouldContain("figure soak.memory_slope ");
    }
}
