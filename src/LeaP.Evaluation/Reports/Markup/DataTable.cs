namespace LeaP.Evaluation.Reports.Markup;

/// <summary>Tables of words and numbers.</summary>
internal static class DataTable
{
    private const int LongestUnbroken = 30;

    /// <summary>A table that scrolls on narrow pages.</summary>
    /// <param name="header">Names of the columns.</param>
    /// <param name="rows">Rows with an entry for each column; the first entry names the row.</param>
    public static HtmlNode Of(IReadOnlyList<string> header, IEnumerable<IReadOnlyList<string>> rows) => Html.Element(
        "div",
        [("class", "table")],
        Html.Element(
            "table",
            Html.Element("thead", Html.Element("tr", header.Select(name => Html.Element("th", [("scope", "col")], Html.Text(name))))),
            Html.Element("tbody", rows.Select(Row))));

    /// <summary>A table behind a line that opens it.</summary>
    /// <param name="summary">The line.</param>
    /// <param name="header">Names of the columns.</param>
    /// <param name="rows">The rows.</param>
    public static HtmlNode Folded(string summary, IReadOnlyList<string> header, IEnumerable<IReadOnlyList<string>> rows) =>
        Html.Element("details", Html.Element("summary", summary), Of(header, rows));

    private static HtmlNode Row(IReadOnlyList<string> cells) => Html.Element(
        "tr",
        cells.Select((cell, column) => column == 0
            ? Html.Element("th", [("scope", "row")], Html.Text(cell))
            : Html.Element("td", cell.Length <= LongestUnbroken ? [("class", "short")] : [], Html.Text(cell))));
}
