using FsCheck;
using FsCheck.Xunit;
using LeaP.Reasoning.Randomness;
using LeaP.Worker.Link;

namespace LeaP.Worker.Tests.Link;

public sealed class RedialDelayTests
{
    private static readonly TimeSpan Min = TimeSpan.FromMilliseconds(200);
    private static readonly TimeSpan Max = TimeSpan.FromSeconds(10);

    [Property(MaxTest = 200)]
    public void Every_wait_lies_between_half_and_all_of_a_bound_that_doubles_up_to_the_cap(ulong seed)
    {
        RedialDelay delay = New(seed);

        for (int failure = 0; failure < 60; failure++)
        {
            TimeSpan bound = failure < 6 ? Min * Math.Pow(2, failure) : Max;

            delay.Next().ShouldBeInRange(bound / 2, bound);
        }
    }

    [Property(MaxTest = 200)]
    public void After_a_reset_it_begins_anew(ulong seed, PositiveInt failures)
    {
        RedialDelay delay = New(seed);
        for (int i = 0; i < failures.Get; i++)
        {
            delay.Next();
        }

        delay.Reset();

        delay.Next().ShouldBeInRange(Min / 2, Min);
        delay.Next().ShouldBeInRange(Min, Min * 2);
    }

    [Fact]
    public void Workers_do_not_wait_in_step()
    {
        TimeSpan[] first = [.. Enumerable.Range(0, 50).Select(worker => New((ulong)worker).Next())];

        first.Distinct().Count().ShouldBe(50);
        (first.Max() - first.Min()).ShouldBeGreaterThan(Min / 4);
    }

    [Fact]
    public void A_minimum_above_half_of_the_cap_does_not_pass_the_cap()
    {
        var delay = new RedialDelay(TimeSpan.FromSeconds(8), Max, new SeededRandom(1));

        Enumerable.Range(0, 100).Select(_ => delay.Next()).ShouldAllBe(wait => wait <= Max);
    }

    private static RedialDelay New(ulong seed) => new(Min, Max, new SeededRandom(seed));
}
