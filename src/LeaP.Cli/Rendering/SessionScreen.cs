using System.Globalization;
using LeaP.Protocol.Reasoning.V1;
using Spectre.Console;

namespace LeaP.Cli.Rendering;

/// <summary>
/// A running session on a screen: a row for each path, and below who hears whom in the last rounds. Fits any
/// height; what does not fit is counted instead.
/// </summary>
internal static class SessionScreen
{
    private const int BarCells = 12;
    private const int HeaderLines = 2;
    private const int FooterLines = 1;

    private static readonly Style Faint = new(decoration: Decoration.Dim);
    private static readonly Style Bold = new(decoration: Decoration.Bold);

    /// <summary>The screen's lines.</summary>
    /// <param name="trace">The session.</param>
    /// <param name="height">Lines there are.</param>
    public static IReadOnlyList<IReadOnlyList<ScreenPart>> Compose(SessionTrace trace, int height)
    {
        // The cursor stands on a line of its own below.
        int room = Math.Max(1, height - 1);
        var lines = new List<IReadOnlyList<ScreenPart>>();
        lines.AddRange(Header(trace));
        int shown = Math.Min(trace.Paths.Count, Math.Max(1, room - HeaderLines - FooterLines));
        int answerCells = trace.Paths.Select(path => CellWidth.Of(path.Answer)).Append(1).Max();
        lines.AddRange(trace.Paths.Take(shown).Select(path => Row(path, trace.Session?.Rounds, Math.Min(answerCells, 16))));
        lines.AddRange(Rounds(trace, room - lines.Count - FooterLines));
        lines.Add(Footer(trace, trace.Paths.Count - shown));
        return [.. lines.Take(room)];
    }

    private static IEnumerable<IReadOnlyList<ScreenPart>> Header(SessionTrace trace)
    {
        if (trace.Session is { } session)
        {
            yield return [new(Words.Settings(session), Bold)];
            yield return [new(SafeText.OneLine(session.Problem), Style.Plain)];
        }
    }

    private static List<ScreenPart> Row(PathTrace path, Protocol.Common.V1.RoundSchedule? rounds, int answerCells)
    {
        double share = path.State == PathState.Finished ? 1 : Share(path, rounds);
        int filled = (int)Math.Round(share * BarCells);
        return
        [
            new(CellWidth.Pad(SafeText.OneLine(path.PathId), 4), Bold),
            new(new string('━', filled), new Style(ColorOf(path.State))),
            new(new string('─', BarCells - filled), Faint),
            new(CellWidth.PadFront(Progress(path, rounds), 16), Style.Plain),
            new(CellWidth.Pad($"  {Words.Of(path.State)}", 11), new Style(ColorOf(path.State))),
            new(CellWidth.Pad(SafeText.Fit(Words.AnswerOrDash(path.Answer), answerCells), answerCells + 2), Bold),
            new(path.NewestLine, Faint),
        ];
    }

    private static double Share(PathTrace path, Protocol.Common.V1.RoundSchedule? rounds)
    {
        if (rounds is not { MaxTurns: > 0, IntervalTokens: > 0 } || path.Turn == 0)
        {
            return 0;
        }

        double turn = Math.Clamp((double)path.TurnTokens / TokensOf(path.Turn, rounds), 0, 1);
        return Math.Clamp((path.Turn - 1 + turn) / rounds.MaxTurns, 0, 1);
    }

    private static string Progress(PathTrace path, Protocol.Common.V1.RoundSchedule? rounds) => rounds is null
        ? string.Create(CultureInfo.InvariantCulture, $"{path.Turn} {path.TurnTokens}")
        : string.Create(
            CultureInfo.InvariantCulture,
            $"{path.Turn}/{rounds.MaxTurns} {path.TurnTokens}/{TokensOf(path.Turn, rounds)}");

    private static int TokensOf(int turn, Protocol.Common.V1.RoundSchedule rounds) =>
        turn <= 1 && rounds.FirstIntervalTokens > 0 ? rounds.FirstIntervalTokens : rounds.IntervalTokens;

    private static Color ColorOf(PathState state) => state switch
    {
        PathState.Running => Color.Aqua,
        PathState.Waiting => Color.Yellow,
        PathState.Finished => Color.Green,
        PathState.Failed => Color.Red,
        _ => Color.Grey,
    };

    private static List<IReadOnlyList<ScreenPart>> Rounds(SessionTrace trace, int room)
    {
        var lines = new List<IReadOnlyList<ScreenPart>>();
        foreach (RoundRouted round in trace.Rounds.Reverse())
        {
            // Less than a title and one path says nothing.
            int left = room - lines.Count;
            if (left < 2)
            {
                break;
            }

            string late = round.LatePathIds.Count == 0
                ? ""
                : $", late: {string.Join(' ', round.LatePathIds.Select(SafeText.OneLine))}";
            lines.Add([new(string.Create(CultureInfo.InvariantCulture, $"round {round.Round}: who hears whom, and how similar{late}"), Bold)]);
            bool fits = round.Deliveries.Count < left;
            int shown = fits ? round.Deliveries.Count : left - 2;
            lines.AddRange(round.Deliveries.Take(shown).Select(IReadOnlyList<ScreenPart> (delivery) => [new("  " + Words.Of(delivery), Style.Plain)]));
            if (!fits)
            {
                lines.Add([new(string.Create(CultureInfo.InvariantCulture, $"  and {round.Deliveries.Count - shown} more paths"), Faint)]);
            }
        }

        return lines;
    }

    private static List<ScreenPart> Footer(SessionTrace trace, int hidden)
    {
        string more = hidden > 0 ? string.Create(CultureInfo.InvariantCulture, $", {hidden} more paths not shown") : "";
        string state = trace.Paths.Any(path => path.State != PathState.Pending) ? "running" : "waiting for path slots";
        return [new($"{Durations.Show(trace.Elapsed)}, {state}{more}", Faint)];
    }
}
