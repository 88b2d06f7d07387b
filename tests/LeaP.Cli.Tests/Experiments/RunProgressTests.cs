using LeaP.Cli.Experiments;
using LeaP.Evaluation.Runs;
using Microsoft.Extensions.Time.Testing;

namespace LeaP.Cli.Tests.Experiments;

public sealed class RunProgressTests : IDisposable
{
    private static readonly RunRecord Record = new() { Setting = "s", Mode = "leap", PathCount = 1, Problem = 0, Text = "", Expected = "" };
    private readonly StringWriter _output = new() { NewLine = "\n" };
    private readonly FakeTimeProvider _time = new();

    [Fact]
    public void A_line_every_few_seconds_tells_bar_rate_and_time_left()
    {
        var progress = new RunProgress(_output, isInteractive: false, _time);
        progress.Skip(10);
        progress.Expect(10);

        for (int i = 0; i < 10; i++)
        {
            _time.Advance(TimeSpan.FromSeconds(2));
            progress.Count(i == 4 ? Record with { Failure = "x" } : Record);
        }

        string[] lines = _output.ToString().Split('\n', StringSplitOptions.RemoveEmptyEntries);
        lines.Length.ShouldBe(4);
        lines[0].ShouldBe("[###########.........] 11/20 sessions, 0.5 a second, 18.00 s left, 0 failed");
        lines[^1].ShouldBe("[####################] 20/20 sessions, 0.5 a second, 0 ms left, 1 failed");
    }

    [Fact]
    public void On_a_terminal_one_line_redraws_itself()
    {
        var progress = new RunProgress(_output, isInteractive: true, _time);
        progress.Expect(2);

        _time.Advance(TimeSpan.FromSeconds(1));
        progress.Count(Record);
        _time.Advance(TimeSpan.FromSeconds(1));
        progress.Count(Record);

        _output.ToString().ShouldStartWith("\r[##########..........] 1/2");
        _output.ToString().Count(character => character == '\n').ShouldBe(1);
    }

    public void Dispose() => _output.Dispose();
}
