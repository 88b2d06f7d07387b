using System.Xml.Linq;
using LeaP.TestKit.Charts;

namespace LeaP.Simulations.Tests.Charts;

public sealed class LineChartTests
{
    private static readonly XNamespace Svg = "http://www.w3.org/2000/svg";

    [Fact]
    public void Every_series_becomes_a_named_path_within_the_picture()
    {
        XElement root = XElement.Parse(LineChart.Draw(
            "A < B & C",
            "minutes",
            [
                new ChartPanel("one", [new ChartSeries("up", [(0, 0), (1, 5), (2, 10)]), new ChartSeries("down", [(0, -3), (2, -4)])]),
                new ChartPanel("two", [new ChartSeries("steps", [(0, 1), (2, 2)]) { IsStep = true }]),
            ]));

        root.Elements(Svg + "text").First().Value.ShouldBe("A < B & C");
        XElement[] paths = [.. root.Descendants(Svg + "path")];
        paths.Select(path => path.Element(Svg + "title")!.Value).ShouldBe(["up", "down", "steps"]);
        paths[2].Attribute("d")!.Value.Count(letter => letter == 'L').ShouldBe(2);
        double height = (double)root.Attribute("height")!;
        foreach (XElement text in root.Descendants(Svg + "text"))
        {
            ((double)text.Attribute("y")!).ShouldBeInRange(0, height);
        }
    }

    [Fact]
    public void A_curve_hides_none_that_stays_below_it_and_keeps_its_place_in_the_legend()
    {
        XElement root = XElement.Parse(LineChart.Draw(
            "t", "x", [new ChartPanel("p", [new ChartSeries("low", [(0, 1), (2, 2)]), new ChartSeries("high", [(0, 5), (2, 2)])])]));

        root.Descendants(Svg + "path").Select(path => (path.Element(Svg + "title")!.Value, path.Attribute("class")!.Value))
            .ShouldBe([("high", "s1"), ("low", "s0")]);
        root.Descendants(Svg + "text").Where(text => text.Value is "low" or "high").OrderBy(text => (double)text.Attribute("x")!)
            .Select(text => text.Value).ShouldBe(["low", "high"]);
    }

    [Fact]
    public void Every_colour_is_defined_for_light_and_for_dark_pages()
    {
        XElement root = XElement.Parse(LineChart.Draw(
            "t", "x", [new ChartPanel("p", [.. Enumerable.Range(0, 8).Select(i => new ChartSeries($"s{i}", [(0, i), (1, i)]))])]));

        string[] sheets = root.Element(Svg + "style")!.Value.Split("@media (prefers-color-scheme: dark)");
        sheets.Length.ShouldBe(2);
        string[] used = [.. root.Descendants().Attributes("class").Select(name => name.Value).Distinct()];
        used.Length.ShouldBe(12);
        used.ShouldAllBe(name => sheets.All(sheet => sheet.Contains($".{name} {{", StringComparison.Ordinal)));
        root.Descendants().Attributes().Select(attribute => attribute.Value).ShouldNotContain(value => value.StartsWith('#'));
    }

    [Fact]
    public void An_axis_whose_first_sample_comes_a_little_after_0_begins_at_0()
    {
        XElement root = XElement.Parse(LineChart.Draw("t", "hour", [new ChartPanel("p", [new ChartSeries("s", [(0.1, 7), (24, 9)])])]));

        root.Descendants(Svg + "text").Count(text => text.Value == "0").ShouldBe(2);
    }

    [Fact]
    public void A_single_value_can_be_drawn() =>
        Should.NotThrow(() => LineChart.Draw("t", "x", [new ChartPanel("p", [new ChartSeries("s", [(3, 0)])])]));

    [Fact]
    public void A_panel_without_a_point_is_refused() =>
        Should.Throw<ArgumentException>(() => LineChart.Draw("t", "x", [new ChartPanel("p", [new ChartSeries("s", [])])]));
}
