using LeaP.Reasoning.Sessions;

namespace LeaP.Reasoning.Tests.Sessions;

/// <summary>What stopped paths drew still counts.</summary>
public sealed class StoppedCountsTests
{
    private readonly ReasoningSession _session =
        TestSessions.Placed(TestSessions.Settings(paths: 3) with { StopWhenDecided = true });

    public StoppedCountsTests()
    {
        _session.Summarize(2, 1);
        _session.Finish(0, "42");
        _session.Finish(1, "42");
        _session.StopDecided();
    }

    [Fact]
    public void A_stopped_path_tells_what_it_drew_since_its_last_report()
    {
        var confidence = new PathConfidence(-0.5, 500);
        _session.TakeCounts(TestSessions.Report(2, tokens: 500) with { Confidence = confidence }).ShouldBeTrue();
        _session.Paths[2].Usage.Reasoning.ShouldBe(500);
        _session.Paths[2].Confidence.ShouldBe(confidence);
    }

    [Fact]
    public void Counts_never_fall()
    {
        _session.TakeCounts(TestSessions.Report(2, tokens: 3)).ShouldBeTrue();
        _session.Paths[2].Usage.Reasoning.ShouldBe(10);
    }

    [Fact]
    public void Only_stopped_paths_and_their_newest_attempts_are_heard()
    {
        _session.TakeCounts(TestSessions.Report(0, tokens: 500)).ShouldBeFalse();
        _session.TakeCounts(TestSessions.Report(2, attempt: 2, tokens: 500)).ShouldBeFalse();
        _session.TakeCounts(TestSessions.Report(9, tokens: 500)).ShouldBeFalse();
        _session.Paths[0].Usage.Reasoning.ShouldBe(99);
    }
}
