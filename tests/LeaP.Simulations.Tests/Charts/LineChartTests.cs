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
    public void A_single_value_can_be_drawn() =>
        Should.NotThrow(() => LineChart.Draw("t", "x", [new ChartPanel("p", [new ChartSeries("s", [(3, 0)])])]));

    [Fact]
    public void A_panel_without_a_point_is_refused() =>
        Should.Throw<ArgumentException>(() => LineChart.Draw("t", "x", [new ChartPanel("p", [new ChartSeries("s", [])])]));
}
