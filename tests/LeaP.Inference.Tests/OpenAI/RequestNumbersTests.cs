using FsCheck.Xunit;
using LeaP.Inference.OpenAI;

namespace LeaP.Inference.Tests.OpenAI;

public sealed class RequestNumbersTests
{
    [Property]
    public void A_seed_depends_on_path_place_and_request(ulong seed, ushort place, byte request)
    {
        int one = RequestSeed.Of(seed, place, request);

        one.ShouldBeGreaterThanOrEqualTo(0);
        RequestSeed.Of(seed, place, request).ShouldBe(one);
        RequestSeed.Of(seed + 1, place, request).ShouldNotBe(one);
        RequestSeed.Of(seed, place + 1, request).ShouldNotBe(one);
        RequestSeed.Of(seed, place, request + 1).ShouldNotBe(one);
    }

    [Fact]
    public void Waits_double_up_to_the_cap_and_lie_in_the_upper_half()
    {
        var options = new OpenAIEngineOptions
        {
            BackoffMin = TimeSpan.FromMilliseconds(100),
            BackoffMax = TimeSpan.FromSeconds(1),
        };
        var delay = new RetryDelay(options, 3);

        foreach ((int rounds, int bound) in new[] { (1, 100), (2, 200), (3, 400), (4, 800), (5, 1000), (500, 1000) })
        {
            delay.After(rounds, null).TotalMilliseconds.ShouldBeInRange(bound / 2.0, bound);
        }

        new RetryDelay(options, 4).After(5, null).ShouldNotBe(new RetryDelay(options, 5).After(5, null));
    }

    [Fact]
    public void What_a_server_asks_for_is_kept_up_to_the_cap()
    {
        var options = new OpenAIEngineOptions
        {
            BackoffMin = TimeSpan.FromMilliseconds(100),
            BackoffMax = TimeSpan.FromSeconds(9),
        };
        var delay = new RetryDelay(options, 3);

        delay.After(1, TimeSpan.FromSeconds(5)).ShouldBe(TimeSpan.FromSeconds(5));
        delay.After(1, TimeSpan.FromSeconds(50)).ShouldBe(TimeSpan.FromSeconds(9));
        delay.After(1, TimeSpan.FromSeconds(-5)).ShouldBeGreaterThan(TimeSpan.Zero);
    }

    [Theory]
    [InlineData("", 0)]
    [InlineData("abc", 1)]
    [InlineData("abcd", 2)]
    [InlineData("😀", 2)]
    public void An_estimate_is_a_token_for_three_bytes_begun(string text, int tokens) =>
        TokenEstimate.Of(text).ShouldBe(tokens);
}
