using System.Text.RegularExpressions;
using System.Xml.Linq;
using LeaP.Evaluation.Experiments;
using LeaP.Evaluation.Reports;
using LeaP.Evaluation.Runs;
using LeaP.Evaluation.Tests.Support;

namespace LeaP.Evaluation.Tests.Reports;

public sealed partial class ReportPageTests
{
    private const string Nasty = "</title><script>alert(1)</script>\"'&\u0007\u202e<img src=http://x.test/>";

    private static readonly RunFile Accuracy = SampleRuns.File(
        SampleRuns.Record("independent", "independent", 0, 1), SampleRuns.Record("clustered k=2", "leap", 0, 4),
        SampleRuns.Record("independent", "independent", 1, 2), SampleRuns.Record("clustered k=2", "leap", 1, 3));

    [Fact]
    public void Everything_that_came_from_outside_is_escaped()
    {
        RunRecord record = SampleRuns.Record(Nasty, "leap", 0, 2) with { Text = Nasty, ProblemId = Nasty, Expected = Nasty, Answer = Nasty };
        record = record with
        {
            Paths = [.. record.Paths.Select(path => path with { Answer = Nasty, Rounds = [path.Rounds[0] with { Summary = Nasty, Answer = Nasty }] })],
        };

        string page = Render(new ReportOptions { Title = Nasty }, SampleRuns.File(record));

        page.ShouldNotContain("<script");
        page.ShouldNotContain("<img");
        page.ShouldNotContain("\u0007");
        page.ShouldNotContain("\u202e");
        page.ShouldContain("&lt;script&gt;");
        Drawings(page).ShouldNotBeEmpty();
    }

    [Fact]
    public void Every_drawing_can_be_taken_out_as_a_document_of_its_own()
    {
        RunRecord nasty = SampleRuns.Record(Nasty, "leap", 0, 2) with { ProblemId = Nasty };
        string page = Render(new ReportOptions { Title = Nasty }, Accuracy, SampleRuns.File(nasty));

        IReadOnlyList<ReportDrawing> drawings = ReportDrawings.Of(page);

        drawings.Count.ShouldBe(Drawings(page).Count());
        drawings.Select(drawing => drawing.Name).ShouldBeUnique();
        drawings.ShouldContain(drawing => drawing.Name == "f0-bars");
        foreach (ReportDrawing drawing in drawings)
        {
            var root = XDocument.Parse(drawing.Svg).Root.ShouldNotBeNull();
            root.Name.ShouldBe(XName.Get("svg", "http://www.w3.org/2000/svg"));
            root.Element(XName.Get("style", root.Name.NamespaceName)).ShouldNotBeNull().Value.ShouldContain("--page");
            root.Descendants(XName.Get("script", root.Name.NamespaceName)).ShouldBeEmpty();
        }
    }

    [Fact]
    public void The_page_names_nothing_to_load_or_run()
    {
        string page = Render(new ReportOptions(), Accuracy);

        page.ShouldNotContain("http://");
        page.ShouldNotContain("https://");
        page.ShouldNotContain("url(");
        page.ShouldNotContain("@import");
        page.ShouldContain("default-src &#x27;none&#x27;");
    }

    [Fact]
    public void Every_drawing_is_well_formed_and_has_a_name_and_a_description()
    {
        string page = Render(new ReportOptions(), Accuracy);

        XElement[] drawings = [.. Drawings(page)];
        drawings.Length.ShouldBe(3 + 4);
        foreach (XElement drawing in drawings)
        {
            drawing.Attribute("role")!.Value.ShouldBe("img");
            drawing.Attribute("aria-labelledby")!.Value.Split(' ').ShouldBe(
                [drawing.Element("title")!.Attribute("id")!.Value, drawing.Element("desc")!.Attribute("id")!.Value]);
        }

        string[] ids = [.. Id().Matches(page).Select(match => match.Groups[1].Value)];
        ids.ShouldBeUnique();
    }

    [Fact]
    public void Bars_stand_for_the_means_of_problems()
    {
        string page = Render(new ReportOptions(), Accuracy);

        page.ShouldContain("clustered k=2, Pass@1: 87.5 %");
        page.ShouldContain("independent, Pass@1: 37.5 %");
        page.ShouldContain("round 1, influenced: 25.0 %");
    }

    [Fact]
    public void Right_and_wrong_paths_differ_in_shape_and_mark()
    {
        XElement timeline = Drawings(Render(new ReportOptions { TimelineCount = 1 }, SampleRuns.File(SampleRuns.Record("s", "leap", 0, 3))))
            .Single(drawing => drawing.Element("title")!.Value.StartsWith("Timeline", StringComparison.Ordinal));

        Marked(timeline, "✓").ShouldBe(3);
        Marked(timeline, "✗").ShouldBe(1);
        timeline.Elements("rect").Count(shape => shape.Attribute("class")!.Value == "wrong").ShouldBe(1);
        timeline.Elements("circle").Count(shape => shape.Attribute("class")!.Value == "right" && shape.Attribute("r")!.Value == "9").ShouldBe(3);
        timeline.Elements("line").Count(line => line.Attribute("class")!.Value.StartsWith("heard", StringComparison.Ordinal)).ShouldBe(4);
    }

    [Fact]
    public void A_problem_can_be_asked_for()
    {
        string page = Render(new ReportOptions { Problems = ["q1"] }, Accuracy);

        page.ShouldContain("Problem q1");
        page.ShouldNotContain("Problem q0");
    }

    [Fact]
    public void Each_planned_run_of_a_problem_has_its_timeline_and_sessions_beyond_them_have_none()
    {
        RunFile sample = SampleRuns.File(
            SampleRuns.Record("leap", "leap", 0, 1) with { Run = 1 },
            SampleRuns.Record("leap", "leap", 0, 3),
            SampleRuns.Record("leap", "leap", 0, 2) with { Run = 2 });
        RunFile file = sample with
        {
            Header = new RunHeader { RunSet = "s", PlanHash = "0", Grader = "default", Settings = ["leap"], Problems = 1, Runs = 2 },
        };

        string page = Render(new ReportOptions(), file);

        page.ShouldContain("right paths: leap, run 1 3/4, leap, run 2 1/4");
        page.ShouldNotContain("run 3");
        Drawings(page).Count(drawing => drawing.Element("title")!.Value == "Timeline of leap").ShouldBe(2);
    }

    [Fact]
    public void A_problem_that_is_nowhere_is_an_error() =>
        Should.Throw<ReportException>(() => Render(new ReportOptions { Problems = ["q7"] }, Accuracy)).Message.ShouldContain("'q7'");

    [Fact]
    public void Files_without_results_are_an_error() =>
        Should.Throw<ReportException>(() => Render(new ReportOptions(), SampleRuns.File())).Message.ShouldContain("f0.jsonl");

    [Fact]
    public void Sessions_that_are_missing_are_said()
    {
        RunFile file = Accuracy with { Header = new RunHeader { RunSet = "s", PlanHash = "0", Grader = "default", Settings = Accuracy.Header.Settings, Problems = 10 } };

        Render(new ReportOptions(), file).ShouldContain("16 of 20 sessions are still missing");
    }

    [Fact]
    public void A_trap_shows_its_gaps()
    {
        RunFile file = SampleRuns.File(
            Trap("independent none", "independent", TrapArm.None, 0, 2), Trap("leap none", "leap", TrapArm.None, 0, 4),
            Trap("independent same", "independent", TrapArm.Same, 4, 1), Trap("leap same", "leap", TrapArm.Same, 4, 2));

        string page = Render(new ReportOptions(), file);

        page.ShouldContain("all wrong, the same");
        page.ShouldContain("25.0 % (25.0 to 25.0)");
        page.ShouldContain("0.0 % (0.0 to 0.0)");
        page.ShouldContain("50.0 % (50.0 to 50.0)");
    }

    [Fact]
    public void A_sweep_has_a_drawing_for_each_parameter()
    {
        RunFile file = SampleRuns.File(
            Swept("interval", "10", 2), Swept("interval", "20", 3), Swept("peers", "2", 1));

        Drawings(Render(new ReportOptions { TimelineCount = 0 }, file)).Select(drawing => drawing.Element("title")!.Value)
            .ShouldBe(["Accuracy over interval", "Accuracy over peers"]);
    }

    [Fact]
    public void Labels_that_are_wrong_are_an_error_that_names_the_file()
    {
        RunFile file = SampleRuns.File(SampleRuns.Record("x", "leap", 0, 1, (ExperimentLabels.Experiment, ExperimentLabels.PrefixTrap)));

        Should.Throw<ReportException>(() => Render(new ReportOptions(), file)).Message.ShouldStartWith("f0.jsonl: Label arm");
    }

    private static RunRecord Trap(string setting, string mode, TrapArm arm, int trapped, int right) => SampleRuns.Record(
        setting, mode, 0, right,
        (ExperimentLabels.Experiment, ExperimentLabels.PrefixTrap), (ExperimentLabels.Arm, arm.ToString().ToLowerInvariant()),
        (ExperimentLabels.Trapped, $"{trapped}"));

    private static RunRecord Swept(string parameter, string value, int right) => SampleRuns.Record(
        $"{parameter}={value}", "leap", 0, right,
        (ExperimentLabels.Experiment, ExperimentLabels.Sweep), (ExperimentLabels.Parameter, parameter), (ExperimentLabels.Value, value));

    private static string Render(ReportOptions options, params RunFile[] files) =>
        ReportPage.Render([.. files.Select((file, i) => new ReportFile($"f{i}.jsonl", file))], options);

    private static IEnumerable<XElement> Drawings(string page) =>
        Drawing().Matches(page).Select(match => XElement.Parse(match.Value));

    private static int Marked(XElement drawing, string mark) =>
        drawing.Elements("text").Count(text => text.Attribute("class")!.Value == "mark" && text.Value == mark);

    [GeneratedRegex("<svg.*?</svg>", RegexOptions.Singleline)]
    private static partial Regex Drawing();

    [GeneratedRegex(" id=\"([^\"]*)\"")]
    private static partial Regex Id();
}
