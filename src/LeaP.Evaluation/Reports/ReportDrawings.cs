using System.Text.RegularExpressions;

namespace LeaP.Evaluation.Reports;

/// <summary>Takes the drawings out of a report's page, for documents that show single ones.</summary>
public static partial class ReportDrawings
{
    /// <summary>All drawings, in the order of the page.</summary>
    /// <param name="page">A page that <see cref="ReportPage.Render"/> made.</param>
    public static IReadOnlyList<ReportDrawing> Of(string page)
    {
        ArgumentNullException.ThrowIfNull(page);
        string style = Style().Match(page).Groups["css"].Value;
        return
        [
            .. Drawing().Matches(page).Select(match => new ReportDrawing(
                match.Groups["name"].Value,
                $"<svg xmlns=\"http://www.w3.org/2000/svg\"{match.Groups["rest"].Value}<style>\n{style}svg {{ background: var(--page); }}\n</style>{match.Groups["shapes"].Value}</svg>\n")),
        ];
    }

    [GeneratedRegex("<style>\n(?<css>[^<]*)</style>")]
    private static partial Regex Style();

    // Only drawings open such an element, and none lies in another: whatever came from outside is escaped.
    [GeneratedRegex("<svg(?<rest> [^>]*aria-labelledby=\"(?<name>[A-Za-z0-9-]+)-t [^\"]*\">)(?<shapes>.*?)</svg>", RegexOptions.Singleline)]
    private static partial Regex Drawing();
}
