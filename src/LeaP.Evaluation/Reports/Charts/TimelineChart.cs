using System.Globalization;
using LeaP.Evaluation.Reports.Markup;
using LeaP.Evaluation.Runs;

namespace LeaP.Evaluation.Reports.Charts;

/// <summary>
/// A session from left to right: a line for each path, what it said in each exchange, whom it heard, and how it ended.
/// Right, wrong and unanswered paths differ in colour, line and mark.
/// </summary>
internal static class TimelineChart
{
    private const double Left = 52;
    private const double RoundWidth = 210;
    private const double BoxWidth = 84;
    private const double BoxHeight = 22;
    private const double Lead = 24;
    private const double EndWidth = 150;
    private const double Top = 34;
    private const double RowHeight = 36;
    private const int LongestSaid = 10;
    private const int LongestAnswer = 14;

    /// <summary>The drawing.</summary>
    /// <param name="id">Unique on the page.</param>
    /// <param name="record">The session; at least one path ended.</param>
    public static HtmlNode Draw(string id, RunRecord record)
    {
        int[] rounds = [.. record.Paths.SelectMany(path => path.Rounds).Select(round => round.Round).Distinct().Order()];
        double end = Left + (rounds.Length * RoundWidth) + Lead;
        Dictionary<string, int> rows = record.Paths.Select((path, row) => (path.PathId, row)).ToDictionary(StringComparer.Ordinal);
        return Svg.Drawing(
            id, end + EndWidth, Top + (record.Paths.Count * RowHeight) + 6,
            $"Timeline of {record.Setting}",
            Describe(record, rounds),
            [
                .. rounds.Select((round, column) => Svg.Label("soft", Said(column), 18, string.Create(CultureInfo.InvariantCulture, $"exchange {round}"))),
                .. record.Paths.SelectMany((path, row) => Heard(record, path, row, rounds, rows)),
                .. record.Paths.SelectMany((path, row) => Row(path, row, rounds, end)),
            ]);
    }

    /// <summary>Class and words for how a path ended.</summary>
    /// <param name="path">The path.</param>
    public static string Ending(PathRecord path) => path switch
    {
        { IsRight: true } => "right",
        { Answer: "" } => "none",
        _ => "wrong",
    };

    private static double Said(int column) => Left + (column * RoundWidth) + Lead;

    private static double Hears(int column) => Said(column) + BoxWidth + 86;


    private static double Y(int row) => Top + (row * RowHeight) + (RowHeight / 2);

    private static string Describe(RunRecord record, int[] rounds) =>
        $"{record.Paths.Count} paths, {rounds.Length} exchanges, {record.RightPaths} paths right. "
        + string.Join("; ", record.Paths.Select(path => $"{path.PathId} {Ending(path)} {path.Answer}".TrimEnd()));

    private static IEnumerable<HtmlNode> Heard(
        RunRecord record, PathRecord path, int row, int[] rounds, Dictionary<string, int> rows)
    {
        foreach (RoundRecord round in path.Rounds)
        {
            int column = Array.IndexOf(rounds, round.Round);
            foreach (HeardPeer peer in round.Peers.Where(peer => rows.ContainsKey(peer.PathId)))
            {
                int from = rows[peer.PathId];
                yield return Svg.Line(
                    $"heard {Ending(record.Paths[from])}", Said(column) + BoxWidth, Y(from), Hears(column), Y(row),
                    string.Create(CultureInfo.InvariantCulture, $"{path.PathId} heard {peer.PathId} (similarity {peer.Similarity:0.00})"));
            }
        }
    }

    private static IEnumerable<HtmlNode> Row(PathRecord path, int row, int[] rounds, double end)
    {
        double y = Y(row);
        string ending = Ending(path);
        yield return Svg.Label("strong", Left - 12, y + 5, path.PathId, "end");
        yield return Svg.Line($"way {ending}", Left, y, end, y);
        foreach (RoundRecord round in path.Rounds)
        {
            int column = Array.IndexOf(rounds, round.Round);
            string effect = round.Influence?.ToString().ToLowerInvariant() ?? "not comparable";
            yield return Svg.Box(
                $"said {effect}", Said(column), y - (BoxHeight / 2), BoxWidth, BoxHeight, $"{path.PathId} said: {round.Summary} ({effect})");
            yield return Svg.Label("", Said(column) + (BoxWidth / 2), y + 5, round.Answer ?? "…", "middle", LongestSaid);
            yield return Svg.Circle(ending, Hears(column), y, 3.5);
        }

        yield return EndMark(ending, end, y);
        yield return Svg.Label("mark", end, y + 4, ending switch { "right" => "✓", "wrong" => "✗", _ => "–" }, "middle");
        yield return Svg.Label("", end + 18, y + 5, $"{(path.Answer.Length == 0 ? "no answer" : path.Answer)} {(path.Answer.Length == 0 ? "" : ending)}".TrimEnd(), "start", LongestAnswer + 6);
    }

    private static HtmlNode EndMark(string ending, double x, double y) => ending switch
    {
        "right" => Svg.Circle(ending, x, y, 9),
        "wrong" => Svg.Box(ending, x - 9, y - 9, 18, 18),
        _ => Svg.Shape(ending, [(x, y - 11), (x + 11, y), (x, y + 11), (x - 11, y)]),
    };
}
