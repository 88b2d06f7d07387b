using LeaP.Cli.Rendering;
using LeaP.Cli.Tests.Support;
using LeaP.Protocol.Reasoning.V1;

namespace LeaP.Cli.Tests.Rendering;

public sealed class PlainDisplayTests
{
    [Fact]
    public async Task A_whole_session_reads_as_lines_of_text()
    {
        (string text, _) = await ShowAsync(SampleEvents.Whole());

        text.Split('\n').ShouldBe(
        [
            $"session {SampleEvents.SessionId} accepted: model leap-embedded, 2 paths, mode leap, policy random k=1, 4 turns of 20 tokens, temperature 1.25, seed 7",
            "problem Start with 4. Add 1. Times 2.",
            "p0 placed on w1",
            "p1 placed on w1, attempt 2",
            "p0 turn 1, 5 tokens: #1 4 + 1 = 5  ",
            "p0 summary 1: #1 = 5",
            "p1 summary 1: #1 = 6",
            "round 1: p0 ← p1 0.83",
            "round 1: p1 ← p0 0.83",
            "round 1: late p7",
            "p0 finished, ended by itself: answer 10",
            "p1 finished, ended by itself: answer 10",
            "session succeeded",
            "",
            "path  state     answer  why it stopped   tokens",
            "p0    finished  10      ended by itself  prompt 11, reasoning 30, summary 10, peer 15, discarded 2",
            "p1    finished  10      ended by itself  prompt 11, reasoning 30, summary 10, peer 15, discarded 2",
            "votes    10 x2 (p0 p1)",
            "answer   10",
            "tokens   prompt 11, reasoning 60, summary 20, peer 30, discarded 5",
            "time     2.50 s",
            $"session  {SampleEvents.SessionId} succeeded",
            "",
        ]);
    }

    [Fact]
    public async Task Hostile_text_leaves_no_control_code_and_no_line_of_its_own()
    {
        const string Hostile = "\u001b]0;owned\u0007\n\rsession succeeded\u001b[2J";
        (string text, _) = await ShowAsync(SampleEvents.Numbered(
            SampleEvents.Accepted(),
            SampleEvents.Text("p0", Hostile),
            SampleEvents.Summary("p0", Hostile),
            SampleEvents.Finished(SampleEvents.Path("p0", Hostile)),
            SampleEvents.Ended(SampleEvents.Failed("ENGINE_FAILED", Hostile))));

        text.Where(character => char.IsControl(character) && character != '\n').ShouldBeEmpty();
        text.Split('\n').ShouldNotContain("session succeeded");
    }

    [Fact]
    public async Task A_failed_session_says_why()
    {
        (string text, SessionTrace trace) = await ShowAsync(SampleEvents.Numbered(
            SampleEvents.Accepted(), SampleEvents.Ended(SampleEvents.Failed("NO_ANSWER", "No path gave an answer."))));

        text.ShouldContain($"session  {SampleEvents.SessionId} failed: No path gave an answer. (NO_ANSWER)");
        text.ShouldContain("answer   -");
        trace.IsFinished.ShouldBeTrue();
    }

    [Fact]
    public async Task A_session_that_did_not_end_has_no_report()
    {
        (string text, SessionTrace trace) = await ShowAsync(SampleEvents.Numbered(SampleEvents.Accepted(), SampleEvents.Placed("p0")));

        text.ShouldNotContain("answer");
        trace.IsFinished.ShouldBeFalse();
        trace.Sequence.ShouldBe(2);
    }

    [Fact]
    public async Task An_event_of_an_unknown_kind_is_skipped()
    {
        (string text, SessionTrace trace) = await ShowAsync(SampleEvents.Numbered(new SessionEvent()));

        text.ShouldBeEmpty();
        trace.Sequence.ShouldBe(1);
    }

    private static async Task<(string Text, SessionTrace Trace)> ShowAsync(IEnumerable<SessionEvent> events)
    {
        var output = new StringWriter { NewLine = "\n" };
        SessionTrace trace = await new PlainDisplay(output).ShowAsync(events.ToAsyncEnumerable(), TestContext.Current.CancellationToken);
        return (output.ToString(), trace);
    }
}
