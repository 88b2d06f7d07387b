using System.Globalization;
using FsCheck.Xunit;
using LeaP.Cli.Rendering;
using LeaP.Cli.Tests.Support;
using LeaP.Protocol.Common.V1;
using LeaP.Protocol.Reasoning.V1;
using Spectre.Console;
using Spectre.Console.Rendering;

namespace LeaP.Cli.Tests.Rendering;

public sealed class SessionScreenTests
{
    [Fact]
    public void A_path_has_a_row_with_turn_state_and_newest_line()
    {
        SessionTrace trace = Trace(
            SampleEvents.Accepted(),
            SampleEvents.Placed("p0"),
            SampleEvents.Text("p0", "first line\n\nsecond [red]line", turn: 2, turnTokens: 10),
            SampleEvents.Summary("p1", "#1 = 6"));

        string[] rows = Draw(trace, 100, 24);

        rows.ShouldContain(row => row.StartsWith("p0", StringComparison.Ordinal) && row.Contains("━━━━────────") && row.Contains("2/4 10/20")
            && row.Contains("running") && row.EndsWith("second [red]line", StringComparison.Ordinal));
        rows.ShouldContain(row => row.StartsWith("p1", StringComparison.Ordinal) && row.Contains("waiting") && row.EndsWith("#1 = 6", StringComparison.Ordinal));
    }

    [Fact]
    public void A_first_turn_of_its_own_length_fills_the_bar_by_that_length()
    {
        SessionEvent accepted = SampleEvents.Accepted();
        accepted.SessionAccepted.Session.Rounds.FirstIntervalTokens = 8;

        string[] rows = Draw(
            Trace(accepted, SampleEvents.Text("p0", "a", turn: 1, turnTokens: 8), SampleEvents.Text("p1", "b", turn: 2, turnTokens: 10)), 100, 24);

        rows.ShouldContain(row => row.StartsWith("p0  ━━━─", StringComparison.Ordinal) && row.Contains("1/4 8/8 "));
        rows.ShouldContain(row => row.StartsWith("p1  ━━━━─", StringComparison.Ordinal) && row.Contains("2/4 10/20"));
    }

    [Fact]
    public void The_last_round_says_who_hears_whom()
    {
        string[] rows = Draw(Trace([.. SampleEvents.Whole()]), 100, 24);

        rows.ShouldContain("round 1: who hears whom, and how similar, late: p7");
        rows.ShouldContain("  p0 ← p1 0.83");
    }

    [Fact]
    public void A_finished_path_shows_its_answer_and_a_full_bar()
    {
        string[] rows = Draw(Trace([.. SampleEvents.Whole()]), 100, 24);

        rows.ShouldContain(row => row.StartsWith("p0  ━━━━━━━━━━━━", StringComparison.Ordinal) && row.Contains("finished") && row.Contains("10"));
    }

    [Property]
    public void The_screen_fits_any_terminal(byte width, byte height, byte pathCount)
    {
        int cells = Math.Max(1, (int)width);
        int lines = Math.Max(2, (int)height);
        string[] rows = Draw(Crowded(pathCount % 65), cells, lines);

        rows.Length.ShouldBeLessThan(lines);
        rows.ShouldAllBe(row => CellWidth.Of(row) <= cells);
    }

    [Fact]
    public void Paths_and_deliveries_that_do_not_fit_are_counted()
    {
        Draw(Crowded(64), 80, 24).ShouldContain(row => row.Contains("44 more paths not shown"));
        Draw(Crowded(8), 80, 18).ShouldContain("  and 4 more paths");
    }

    private static SessionTrace Crowded(int paths)
    {
        Session session = SampleEvents.Session(SessionState.Running);
        session.PathCount = paths;
        var trace = new SessionTrace();
        trace.Apply(new SessionEvent { SessionAccepted = new SessionAccepted { Session = session } });
        var routed = new RoundRouted { Round = 1 };
        for (int i = 0; i < paths; i++)
        {
            string pathId = string.Create(CultureInfo.InvariantCulture, $"p{i}");
            trace.Apply(SampleEvents.Text(pathId, "日本語 and a long line of text that no narrow terminal has room for"));
            var delivery = new RoundRouted.Types.Delivery { PathId = pathId };
            delivery.Peers.Add(Enumerable.Range(0, 4).Select(_ => new PeerSummary { PathId = "p0", Similarity = 0.5f }));
            routed.Deliveries.Add(delivery);
        }

        trace.Apply(new SessionEvent { RoundRouted = routed });
        return trace;
    }

    private static SessionTrace Trace(params SessionEvent[] events)
    {
        var trace = new SessionTrace();
        foreach (SessionEvent sessionEvent in SampleEvents.Numbered(events))
        {
            trace.Apply(sessionEvent);
        }

        return trace;
    }

    private static string[] Draw(SessionTrace trace, int width, int height)
    {
        var output = new StringWriter { NewLine = "\n" };
        IAnsiConsole console = AnsiConsole.Create(new AnsiConsoleSettings
        {
            Ansi = AnsiSupport.No,
            ColorSystem = ColorSystemSupport.NoColors,
            Out = new AnsiConsoleOutput(output),
        });
        console.Profile.Width = width;
        console.Profile.Height = height;
        IRenderable screen = new ScreenLines(lines => SessionScreen.Compose(trace, lines));
        console.Write(screen);
        return output.ToString().TrimEnd('\n').Split('\n');
    }
}
