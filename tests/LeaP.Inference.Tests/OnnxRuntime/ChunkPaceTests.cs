using LeaP.Inference.OnnxRuntime;
using LeaP.Inference.Tests.Support;

namespace LeaP.Inference.Tests.OnnxRuntime;

public sealed class ChunkPaceTests
{
    private static readonly TimeSpan Stall = TimeSpan.FromMilliseconds(100);

    private readonly ManualTime _time = new();

    [Fact]
    public void Chunks_are_as_long_as_the_machine_runs_in_the_time_that_others_may_wait()
    {
        var pace = new ChunkPace(_time, Stall);
        pace.Tokens(othersDraw: true).ShouldBe(ChunkPace.MostTokens);

        for (int i = 0; i < 30; i++)
        {
            Run(pace, tokens: 64, TimeSpan.FromMilliseconds(64 * 4));
        }

        pace.Tokens(othersDraw: true).ShouldBe(25);
        pace.Tokens(othersDraw: false).ShouldBe(ChunkPace.MostTokens);
    }

    [Fact]
    public void A_slow_machine_still_gets_on_and_a_fast_one_takes_no_more_than_the_most()
    {
        var slow = new ChunkPace(_time, Stall);
        Run(slow, 128, TimeSpan.FromMinutes(1));
        slow.Tokens(othersDraw: true).ShouldBe(ChunkPace.FewestTokens);

        var fast = new ChunkPace(_time, Stall);
        Run(fast, 128, TimeSpan.FromMilliseconds(1));
        fast.Tokens(othersDraw: true).ShouldBe(ChunkPace.MostTokens);
    }

    private void Run(ChunkPace pace, int tokens, TimeSpan takes) => pace.Measure(tokens, () => _time.Advance(takes));
}
