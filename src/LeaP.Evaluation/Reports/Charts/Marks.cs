using LeaP.Evaluation.Reports.Markup;

namespace LeaP.Evaluation.Reports.Charts;

/// <summary>Marks of series: each differs in shape as well as in colour.</summary>
internal static class Marks
{
    private const double Radius = 5.5;

    /// <summary>The mark of a series.</summary>
    /// <param name="series">Position of the series, from 0.</param>
    /// <param name="kind">Its classes.</param>
    /// <param name="x">Its middle.</param>
    /// <param name="y">Its middle.</param>
    /// <param name="hint">Shown when it is pointed at.</param>
    public static HtmlNode Of(int series, string kind, double x, double y, string hint) => (series % 4) switch
    {
        0 => Svg.Circle(kind, x, y, Radius, hint),
        1 => Svg.Shape(kind, [(x, y - 7), (x + 7, y), (x, y + 7), (x - 7, y)], hint),
        2 => Svg.Shape(kind, [(x, y - 7), (x + 6.5, y + 5), (x - 6.5, y + 5)], hint),
        _ => Svg.Box(kind, x - Radius, y - Radius, 2 * Radius, 2 * Radius, hint),
    };
}
