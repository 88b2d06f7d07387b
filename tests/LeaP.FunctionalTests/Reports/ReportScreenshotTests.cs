using System.Text.Json;
using LeaP.Evaluation.Reports;
using LeaP.FunctionalTests.Support;

namespace LeaP.FunctionalTests.Reports;

/// <summary>The report in real Chromium: light and dark, wide and narrow.</summary>
public sealed class ReportScreenshotTests : IDisposable
{
    private const string Chromium = "/usr/bin/chromium";
    private readonly DirectoryInfo _folder = Directory.CreateTempSubdirectory("leap-report-");

    [Fact]
    public async Task A_browser_shows_everything_loads_nothing_and_says_nothing()
    {
        Assert.SkipUnless(File.Exists(Chromium), $"{Chromium} is not installed; tests/run.sh installs it.");
        string page = Path.Combine(_folder.FullName, "report.html");
        await File.WriteAllTextAsync(
            page, ReportPage.Render(SampleResults.Files(), new ReportOptions { TimelineCount = 2 }), TestContext.Current.CancellationToken);

        await using var browser = ProgramRun.Start(
            "node", Path.Combine(Repository.Root, "tests", "tools", "browse.mjs"), Chromium, page, _folder.FullName);
        (await browser.EndAsync(TimeSpan.FromMinutes(5))).ShouldBe(0, browser.Errors);

        PageView[] views = JsonSerializer.Deserialize<PageView[]>(browser.Output, JsonSerializerOptions.Web).ShouldNotBeNull();
        views.Select(view => (view.ColorScheme, view.Width)).ShouldBe([("light", 1280), ("light", 390), ("dark", 1280), ("dark", 390)]);
        foreach (PageView view in views)
        {
            view.Messages.ShouldBeEmpty();
            view.Requests.ShouldBeEmpty();
            view.Heading.ShouldBe("LeaP results");
            view.Drawings.ShouldBeGreaterThanOrEqualTo(8);
            view.Cut.ShouldBeEmpty();
            view.Overflow.ShouldBe(0);
            Picture.Variety(view.Picture).ShouldBeGreaterThan(60);
        }

        views.Select(view => view.Background).Distinct().Count().ShouldBe(2);
    }

    public void Dispose() => _folder.Delete(recursive: true);
}
