using LeaP.Evaluation.Reports.Markup;

namespace LeaP.Evaluation.Reports.Charts;

/// <summary>Horizontal bars of equal length, cut into the shares of series.</summary>
internal static class StackChart
{
    private const double Width = 900;
    private const double LabelWidth = 110;
    private const double CountWidth = 110;
    private const double RowHeight = 30;
    private const double SmallestNamed = 44;

    /// <summary>The drawing.</summary>
    /// <param name="id">Unique on the page.</param>
    /// <param name="title">What it is.</param>
    /// <param name="series">Names of the series.</param>
    /// <param name="rows">The bars, from the top.</param>
    /// <param name="unit">What is counted, in the plural.</param>
    public static HtmlNode Draw(string id, string title, IReadOnlyList<string> series, IReadOnlyList<StackRow> rows, string unit)
    {
        string description = string.Join("; ", rows.Select(row =>
            $"{row.Label}: {string.Join(", ", row.Parts.Select((part, i) => $"{series[i]} {Numbers.Percent(Share(row, part))}"))}"));
        return Svg.Drawing(
            id, Width, Legend.Height + (rows.Count * RowHeight) + 6, title, description,
            [.. Legend.Shapes(series, LabelWidth), .. rows.SelectMany((row, position) => Row(series, row, Legend.Height + (position * RowHeight), unit))]);
    }

    private static double Share(StackRow row, int part) => (double)part / row.Parts.Sum();

    private static IEnumerable<HtmlNode> Row(IReadOnlyList<string> series, StackRow row, double y, string unit)
    {
        yield return Svg.Label("", LabelWidth - 10, y + 17, row.Label, "end");
        double x = LabelWidth;
        for (int i = 0; i < row.Parts.Count; i++)
        {
            double width = Share(row, row.Parts[i]) * (Width - LabelWidth - CountWidth);
            yield return Svg.Box(Legend.ClassOf(i), x, y, width - 1, RowHeight - 6, $"{row.Label}, {series[i]}: {Numbers.Percent(Share(row, row.Parts[i]))}");
            if (width >= SmallestNamed)
            {
                yield return Svg.Label("mark", x + (width / 2), y + 17, Numbers.Percent(Share(row, row.Parts[i])), "middle");
            }

            x += width;
        }

        yield return Svg.Label("soft", Width - CountWidth + 8, y + 17, $"{Numbers.Count(row.Parts.Sum())} {unit}");
    }
}
