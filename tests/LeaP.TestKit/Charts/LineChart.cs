using System.Globalization;
using System.Text;
using System.Xml.Linq;

namespace LeaP.TestKit.Charts;

/// <summary>Draws line charts as SVG files that need nothing else: panels below each other over one x axis.</summary>
public static class LineChart
{
    private const double Width = 960;
    private const double PanelHeight = 190;
    private const double PanelGap = 58;
    private const double Left = 70;
    private const double Right = 24;
    private const double Top = 64;
    private const double Bottom = 56;
    private const int MostTicks = 5;
    private const int MostTicksAcross = 12;

    private static readonly XNamespace Svg = "http://www.w3.org/2000/svg";

    /// <summary>Draws a chart.</summary>
    /// <param name="title">What all panels are about.</param>
    /// <param name="xLabel">What the x axis counts, with the unit.</param>
    /// <param name="panels">The panels, at least one.</param>
    /// <returns>The SVG file's text.</returns>
    /// <exception cref="ArgumentException">There is no panel, or a panel without a point.</exception>
    public static string Draw(string title, string xLabel, IReadOnlyList<ChartPanel> panels)
    {
        ArgumentNullException.ThrowIfNull(panels);
        if (panels.Count == 0 || panels.Any(panel => panel.Series.Sum(series => series.Points.Count) == 0))
        {
            throw new ArgumentException("A chart needs a panel, and every panel a point.", nameof(panels));
        }

        double height = Top + (panels.Count * (PanelHeight + PanelGap)) - PanelGap + Bottom;
        double[] xs = [.. panels.SelectMany(panel => panel.Series).SelectMany(series => series.Points).Select(point => point.X)];
        var across = Scale.Over(xs.Min(), xs.Max(), Left, Width - Right);
        var root = new XElement(
            Svg + "svg",
            new XAttribute("viewBox", Invariant($"0 0 {Width} {height}")),
            new XAttribute("width", Invariant($"{Width}")),
            new XAttribute("height", Invariant($"{height}")),
            new XAttribute("font-family", "system-ui, sans-serif"),
            new XAttribute("role", "img"),
            new XElement(Svg + "title", title),
            new XElement(Svg + "style", ChartColors.Style),
            new XElement(Svg + "rect", new XAttribute("class", ChartColors.Paper), new XAttribute("width", "100%"), new XAttribute("height", "100%")),
            Text(title, Left, 28, 17, "start", ChartColors.Heading));
        for (int i = 0; i < panels.Count; i++)
        {
            root.Add(DrawPanel(panels[i], across, Top + (i * (PanelHeight + PanelGap)), isLast: i == panels.Count - 1));
        }

        root.Add(Text(xLabel, (Left + Width - Right) / 2, height - 14, 13, "middle", ChartColors.Label));
        return root.ToString() + "\n";
    }

    private static XElement DrawPanel(ChartPanel panel, Scale across, double top, bool isLast)
    {
        double bottom = top + PanelHeight;
        double[] ys = [.. panel.Series.SelectMany(series => series.Points).Select(point => point.Y)];
        double low = Math.Min(0, ys.Min());
        double high = Math.Max(ys.Max(), low + 1e-9);
        IReadOnlyList<double> ticks = AxisTicks.Over(low, high, AxisTicks.Step(high - low, MostTicks));
        var up = new Scale(ticks[0], ticks[^1], bottom, top);
        var group = new XElement(Svg + "g", Text(panel.Title, Left, top - 12, 13, "start", ChartColors.Heading));
        foreach (double tick in ticks)
        {
            group.Add(Line(Left, up.At(tick), Width - Right, up.At(tick), ChartColors.Grid));
            group.Add(Text(Number(tick), Left - 8, up.At(tick) + 4, 12, "end", ChartColors.Label));
        }

        foreach (double tick in AxisTicks.Over(across.Low, across.High, AcrossStep(across)).Where(across.Holds))
        {
            group.Add(Line(across.At(tick), bottom, across.At(tick), bottom + 5, ChartColors.Axis));
            if (isLast)
            {
                group.Add(Text(Number(tick), across.At(tick), bottom + 20, 12, "middle", ChartColors.Label));
            }
        }

        group.Add(Line(Left, bottom, Width - Right, bottom, ChartColors.Axis));
        group.Add(Legend(panel, top));

        // The highest first, so that it hides none that stays below it.
        group.Add(panel.Series
            .Select((series, index) => (Series: series, Color: ColorOf(series, index)))
            .OrderByDescending(entry => entry.Series.Points.Select(point => point.Y).DefaultIfEmpty(low).Max())
            .Select(entry => Curve(entry.Series, entry.Color, across, up)));
        return group;
    }

    // A day is read in steps of 2 hours, not of 5.
    private static double AcrossStep(Scale across) =>
        across.High - across.Low is > 20 and <= 26 ? 2 : AxisTicks.Step(across.High - across.Low, MostTicksAcross);

    private static IEnumerable<XElement> Legend(ChartPanel panel, double top)
    {
        double x = Width - Right;
        foreach ((ChartSeries series, int index) in panel.Series.Select((series, index) => (series, index)).Reverse())
        {
            yield return Text(series.Name, x, top - 12, 12, "end", ChartColors.Label);
            x -= (series.Name.Length * 6.4) + 8;
            XElement key = Line(x - 20, top - 16, x, top - 16, ColorOf(series, index));
            key.SetAttributeValue("stroke-width", "3");
            key.SetAttributeValue("stroke-dasharray", series.IsDashed ? "5 4" : null);
            yield return key;
            x -= 34;
        }
    }

    private static XElement Curve(ChartSeries series, string color, Scale across, Scale up)
    {
        var path = new StringBuilder();
        double before = 0;
        foreach ((double x, double y) in series.Points)
        {
            double height = up.At(y);
            if (series.IsStep && path.Length > 0)
            {
                path.Append(Invariant($"L{across.At(x):0.#} {before:0.#}"));
            }

            path.Append(Invariant($"{(path.Length == 0 ? 'M' : 'L')}{across.At(x):0.#} {height:0.#}"));
            before = height;
        }

        return new XElement(
            Svg + "path",
            new XAttribute("d", path.ToString()),
            new XAttribute("class", color),
            new XAttribute("fill", "none"),
            new XAttribute("stroke-width", series.IsDashed ? "1.6" : "1.8"),
            new XAttribute("stroke-linejoin", "round"),
            series.IsDashed ? new XAttribute("stroke-dasharray", "5 4") : null,
            new XElement(Svg + "title", series.Name));
    }

    private static string ColorOf(ChartSeries series, int index) => ChartColors.Series(series.Color ?? index);

    private static XElement Line(double x1, double y1, double x2, double y2, string color) => new(
        Svg + "line",
        new XAttribute("x1", Invariant($"{x1:0.#}")),
        new XAttribute("y1", Invariant($"{y1:0.#}")),
        new XAttribute("x2", Invariant($"{x2:0.#}")),
        new XAttribute("y2", Invariant($"{y2:0.#}")),
        new XAttribute("class", color));

    private static XElement Text(string text, double x, double y, int size, string anchor, string color) => new(
        Svg + "text",
        new XAttribute("x", Invariant($"{x:0.#}")),
        new XAttribute("y", Invariant($"{y:0.#}")),
        new XAttribute("font-size", size),
        new XAttribute("text-anchor", anchor),
        new XAttribute("class", color),
        text);

    private static string Number(double value) => value.ToString("#,0.###", CultureInfo.InvariantCulture);

    private static string Invariant(FormattableString text) => FormattableString.Invariant(text);

    private readonly record struct Scale(double Low, double High, double From, double To)
    {
        // Samples that begin a little after 0 stand on an axis that begins at 0.
        private const double NearlyNothing = 0.02;

        public static Scale Over(double low, double high, double from, double to) =>
            new(low > 0 && low < NearlyNothing * high ? 0 : low, Math.Max(high, low + 1e-9), from, to);

        public double At(double value) => From + ((value - Low) / (High - Low) * (To - From));

        public bool Holds(double value) => value >= Low - 1e-9 && value <= High + 1e-9;
    }
}
