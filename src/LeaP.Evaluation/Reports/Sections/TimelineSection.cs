using System.Globalization;
using LeaP.Evaluation.Reports.Charts;
using LeaP.Evaluation.Reports.Markup;
using LeaP.Evaluation.Runs;

namespace LeaP.Evaluation.Reports.Sections;

/// <summary>Paths and exchanges of single problems.</summary>
internal static class TimelineSection
{
    private static readonly string[] Header = ["exchange", "path", "said", "value", "heard", "effect"];

    /// <summary>The timelines of a file; nothing when none was chosen.</summary>
    /// <param name="id">Unique on the page.</param>
    /// <param name="file">The file.</param>
    /// <param name="options">Which problems.</param>
    /// <param name="isFirst">True for the first timelines of a page: their first problem is open.</param>
    public static HtmlNode Of(string id, RunFile file, ReportOptions options, bool isFirst)
    {
        HtmlNode[] problems =
        [
            .. TimelineChoice.Of(file, options).Select((problem, position) => Problem($"{id}-{position}", problem, hasRuns: file.Header.Runs > 1, isOpen: position == 0 && isFirst)),
        ];
        return problems.Length == 0 ? HtmlNode.None : Html.Join(
            [
                Html.Element("h3", "Timelines"),
                Html.Element(
                    "p",
                    "Each line is a path. A box is what it said before an exchange: the last value it stated, with a thick border where the exchange changed it. The thin lines lead from what was said to who heard it. A tick in a circle is a right answer, a cross in a square a wrong one, a diamond none; the lines of wrong paths are dashed."),
                .. problems,
            ]);
    }

    private static HtmlNode Problem(string id, IGrouping<int, RunRecord> problem, bool hasRuns, bool isOpen)
    {
        RunRecord first = problem.First();
        string name = first.ProblemId.Length > 0 ? first.ProblemId : problem.Key.ToString(CultureInfo.InvariantCulture);
        string counts = string.Join(", ", problem.Select(record =>
            string.Create(CultureInfo.InvariantCulture, $"{Name(record, hasRuns)} {record.RightPaths}/{record.PathCount}")));
        (string, string)[] attributes = isOpen ? [("class", "problem"), ("open", "")] : [("class", "problem")];
        return Html.Element(
            "details",
            attributes,
            [
                Html.Element("summary", $"Problem {name}, right paths: {counts}"),
                Html.Element("p", first.Text),
                Html.Element("p", [("class", "soft")], Html.Text($"Right answer: {first.Expected}")),
                .. problem.Select((record, position) => Session($"{id}-{position}", record, hasRuns)),
            ]);
    }

    private static string Name(RunRecord record, bool hasRuns) => hasRuns
        ? string.Create(CultureInfo.InvariantCulture, $"{record.Setting}, run {record.Run + 1}")
        : record.Setting;

    private static HtmlNode Session(string id, RunRecord record, bool hasRuns) => Html.Join(
        Html.Element("h4", $"{Name(record, hasRuns)}: vote {(record.Answer.Length == 0 ? "without an answer" : record.Answer)}, {(record.IsRight ? "right" : "wrong")}"),
        TimelineChart.Draw(id, record),
        record.Paths.Any(path => path.Rounds.Count > 0) ? DataTable.Folded("What was said and heard", Header, Rows(record)) : HtmlNode.None);

    private static IEnumerable<IReadOnlyList<string>> Rows(RunRecord record) =>
        from path in record.Paths
        from round in path.Rounds
        orderby round.Round
        select (IReadOnlyList<string>)
        [
            round.Round.ToString(CultureInfo.InvariantCulture),
            path.PathId,
            round.Summary,
            round.Answer ?? "–",
            round.Peers.Count == 0
                ? "nobody"
                : string.Join(", ", round.Peers.Select(peer => string.Create(CultureInfo.InvariantCulture, $"{peer.PathId} ({peer.Similarity:0.00})"))),
            round.Influence?.ToString().ToLowerInvariant() ?? "not comparable",
        ];
}
