using LeaP.Evaluation.Reports.Markup;

namespace LeaP.Evaluation.Reports.Charts;

/// <summary>Horizontal bars of shares with their 95 % intervals.</summary>
internal static class BarChart
{
    private const double Width = 900;
    private const double LabelWidth = 230;
    private const double ValueWidth = 70;
    private const double BarHeight = 15;
    private const double GroupGap = 14;
    private const double AxisHeight = 24;
    private const int LongestLabel = 30;

    /// <summary>The drawing.</summary>
    /// <param name="id">Unique on the page.</param>
    /// <param name="title">What it is.</param>
    /// <param name="series">Names of the series.</param>
    /// <param name="groups">The bars, from the top.</param>
    public static HtmlNode Draw(string id, string title, IReadOnlyList<string> series, IReadOnlyList<BarGroup> groups)
    {
        double bottom = Legend.Height + groups.Sum(HeightOf);
        string description = string.Join("; ", groups.Select(group =>
            $"{group.Label}: {string.Join(", ", group.Bars.Select(bar => $"{series[bar.Series]} {Numbers.Percent(bar.Value)}"))}"));
        return Svg.Drawing(
            id, Width, bottom + AxisHeight, title, description,
            [.. Legend.Shapes(series, LabelWidth), .. Axis(bottom), .. Groups(series, groups)]);
    }

    private static double HeightOf(BarGroup group) => (group.Bars.Count * BarHeight) + GroupGap;

    private static double X(double share) => LabelWidth + (Math.Clamp(share, 0, 1) * (Width - LabelWidth - ValueWidth));

    private static IEnumerable<HtmlNode> Axis(double bottom)
    {
        for (int percent = 0; percent <= 100; percent += 20)
        {
            double x = X(percent / 100.0);
            yield return Svg.Line(percent == 0 ? "axis" : "grid", x, Legend.Height, x, bottom);
            yield return Svg.Label("soft", x, bottom + 17, $"{percent} %", "middle");
        }
    }

    private static IEnumerable<HtmlNode> Groups(IReadOnlyList<string> series, IReadOnlyList<BarGroup> groups)
    {
        double top = Legend.Height;
        foreach (BarGroup group in groups)
        {
            double middle = top + (HeightOf(group) / 2);
            yield return Svg.Label("", LabelWidth - 10, middle + 4, group.Label, "end", LongestLabel);
            double y = top + (GroupGap / 2);
            foreach (Bar bar in group.Bars)
            {
                string hint = $"{group.Label}, {series[bar.Series]}: {Numbers.Percent(bar.Value)}";
                double axis = y + (BarHeight / 2) - 1;
                yield return Svg.Box(Legend.ClassOf(bar.Series), X(0), y, X(bar.Value.Mean) - X(0), BarHeight - 2, hint);
                yield return Svg.Line("whisker", X(bar.Value.Low), axis, X(bar.Value.High), axis, hint);
                yield return Svg.Line("whisker", X(bar.Value.Low), axis - 4, X(bar.Value.Low), axis + 4);
                yield return Svg.Line("whisker", X(bar.Value.High), axis - 4, X(bar.Value.High), axis + 4);
                yield return Svg.Label("", X(bar.Value.High) + 8, y + BarHeight - 3, Numbers.Percent(bar.Value.Mean));
                y += BarHeight;
            }

            top += HeightOf(group);
        }
    }
}
