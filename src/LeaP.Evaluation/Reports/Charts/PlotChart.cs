using System.Globalization;
using LeaP.Evaluation.Reports.Markup;

namespace LeaP.Evaluation.Reports.Charts;

/// <summary>Shares with their 95 % intervals over a number: points, joined by lines where one follows from the other.</summary>
internal static class PlotChart
{
    private const double Width = 900;
    private const double Height = 380;
    private const double Left = 64;
    private const double Right = 30;
    private const double Bottom = Height - 52;
    private const double Top = Legend.Height + 8;
    private const int LongestLabel = 24;
    private const double LabelHeight = 15;
    private const double CharacterWidth = 7;

    /// <summary>Points at numbers along an axis that begins at 0.</summary>
    /// <param name="id">Unique on the page.</param>
    /// <param name="title">What it is.</param>
    /// <param name="axis">What the numbers are.</param>
    /// <param name="series">The points; each X is 0 or more.</param>
    /// <param name="joined">True to join the points of a series, false to name each.</param>
    public static HtmlNode Draw(string id, string title, string axis, IReadOnlyList<PlotSeries> series, bool joined)
    {
        IReadOnlyList<double> ticks = Ticks.UpTo(Math.Max(series.SelectMany(one => one.Points).Max(point => point.X), 1e-9));
        double X(double value) => Left + (value / ticks[^1] * (Width - Left - Right));
        return Draw(id, title, axis, series, joined, X, ticks.Select(tick => (tick, tick.ToString("#,0.##", CultureInfo.InvariantCulture))));
    }

    /// <summary>Points at names along an axis; each point's X is the position of its name.</summary>
    /// <param name="id">Unique on the page.</param>
    /// <param name="title">What it is.</param>
    /// <param name="axis">What the names are of.</param>
    /// <param name="names">The names.</param>
    /// <param name="series">The points.</param>
    public static HtmlNode DrawNamed(string id, string title, string axis, IReadOnlyList<string> names, IReadOnlyList<PlotSeries> series)
    {
        double X(double position) => Left + ((position + 0.5) / names.Count * (Width - Left - Right));
        return Draw(id, title, axis, series, true, X, names.Select((name, position) => ((double)position, name)));
    }

    private static HtmlNode Draw(
        string id,
        string title,
        string axis,
        IReadOnlyList<PlotSeries> series,
        bool joined,
        Func<double, double> x,
        IEnumerable<(double Value, string Name)> ticks)
    {
        string description = string.Join("; ", series.SelectMany(one => one.Points.Select(point =>
            $"{one.Name}, {point.Label}: {Numbers.Percent(point.Value)}")));
        return Svg.Drawing(
            id, Width, Height, title, description,
            [
                .. Legend.Shapes([.. series.Select(one => one.Name)], Left, asMarks: true), .. Frame(axis, x, ticks),
                .. series.SelectMany((one, position) => Points(one, position, joined, x)),
                .. joined ? [] : Names(series, x),
            ]);
    }

    private static double Y(double share) => Bottom - (Math.Clamp(share, 0, 1) * (Bottom - Top));

    private static IEnumerable<HtmlNode> Frame(string axis, Func<double, double> x, IEnumerable<(double Value, string Name)> ticks)
    {
        for (int percent = 0; percent <= 100; percent += 20)
        {
            double y = Y(percent / 100.0);
            yield return Svg.Line(percent == 0 ? "axis" : "grid", Left, y, Width - Right, y);
            yield return Svg.Label("soft", Left - 8, y + 4, $"{percent} %", "end");
        }

        foreach ((double value, string name) in ticks)
        {
            yield return Svg.Line("axis", x(value), Bottom, x(value), Bottom + 5);
            yield return Svg.Label("soft", x(value), Bottom + 20, name, "middle", LongestLabel);
        }

        yield return Svg.Label("soft", (Left + Width - Right) / 2, Height - 8, axis, "middle");
    }

    private static IEnumerable<HtmlNode> Points(PlotSeries series, int position, bool joined, Func<double, double> x)
    {
        string kind = Legend.ClassOf(position);
        if (joined)
        {
            yield return Svg.Track($"{kind} b{position % 4}", series.Points.Select(point => (x(point.X), Y(point.Value.Mean))));
        }

        foreach (PlotPoint point in series.Points)
        {
            string hint = $"{series.Name}, {point.Label}: {Numbers.Percent(point.Value)}";
            double at = x(point.X);
            yield return Svg.Line($"{kind} way", at, Y(point.Value.Low), at, Y(point.Value.High), hint);
            yield return Marks.Of(position, kind, at, Y(point.Value.Mean), hint);
        }
    }

    // Only the first series is named: the others stand above or below it. A name keeps clear of those placed before it.
    private static IEnumerable<HtmlNode> Names(IReadOnlyList<PlotSeries> series, Func<double, double> x)
    {
        var placed = new List<(double Left, double Right, double Y)>();
        foreach (PlotPoint point in series[0].Points.OrderByDescending(point => point.Value.Mean))
        {
            double width = Math.Min(point.Label.Length, LongestLabel) * CharacterWidth;
            bool fits = x(point.X) + 10 + width < Width;
            double left = fits ? x(point.X) + 10 : x(point.X) - 10 - width;
            double y = Y(point.Value.Mean) + 4;
            while (placed.Any(other => left < other.Right && other.Left < left + width && Math.Abs(other.Y - y) < LabelHeight))
            {
                y += 1;
            }

            placed.Add((left, left + width, y));
            yield return Svg.Label("", fits ? left : left + width, y, point.Label, fits ? "start" : "end", LongestLabel);
        }
    }
}
