using FsCheck.Xunit;
using LeaP.Inference.Sampling;

namespace LeaP.Inference.Tests.Sampling;

public sealed class TokenSamplerTests
{
    private readonly TokenSampler _sampler = new();

    [Fact]
    public void Temperature_zero_takes_the_most_likely_token_and_the_lowest_of_equals()
    {
        TokenDraw draw = _sampler.Draw([1, 3, 3, 2], new() { Temperature = 0 }, new PathRandom(1));

        draw.Token.ShouldBe(1);
        draw.LogProbability.ShouldBe(3 - Math.Log(Math.Exp(1) + (2 * Math.Exp(3)) + Math.Exp(2)), 1e-5);
    }

    [Fact]
    public void The_log_probability_is_that_of_the_plain_softmax_whatever_the_settings()
    {
        float[] logits = [0.5f, -1, 2, 0];
        var settings = new SamplingSettings { Temperature = 0.3f, TopK = 1 };

        TokenDraw draw = _sampler.Draw(logits, settings, new PathRandom(1));

        draw.Token.ShouldBe(2);
        draw.LogProbability.ShouldBe(2 - Math.Log(logits.Sum(logit => Math.Exp(logit))), 1e-5);
    }

    [Fact]
    public void The_same_seed_draws_the_same_tokens()
    {
        float[] logits = Logits(new PathRandom(5), 50);
        var settings = new SamplingSettings { TopP = 0.9f };

        Draws(logits, settings, 7, 100).ShouldBe(Draws(logits, settings, 7, 100));
        Draws(logits, settings, 7, 100).ShouldNotBe(Draws(logits, settings, 8, 100));
    }

    [Property(MaxTest = 300)]
    public void Every_draw_lies_in_the_set_a_slow_reading_of_the_rules_keeps(
        ulong seed, byte topK, byte topP, byte minP, byte warmth, byte penalty, ushort[] context)
    {
        var random = new PathRandom(seed);
        float[] logits = Logits(random, 3 + (int)(random.NextBits() % 700));
        int[] seen = [.. context.Select(token => token % logits.Length)];
        var settings = new SamplingSettings
        {
            Temperature = 0.1f + (warmth / 128f),
            TopK = topK % 3 == 0 ? 0 : topK,
            TopP = topP % 3 == 0 ? 1 : (1 + topP) / 256f,
            MinP = minP % 3 == 0 ? 0 : minP / 300f,
            RepetitionPenalty = penalty % 3 == 0 ? 1 : 0.5f + (penalty / 100f),
        };
        double uniform = new PathRandom(seed).NextDouble();

        TokenDraw draw = _sampler.Draw(logits, settings, new PathRandom(seed), seen);

        float[] adjusted = SlowSampler.Penalize(logits, seen, settings.RepetitionPenalty);
        SlowSampler.Allowed(adjusted, settings, uniform).ShouldContain(draw.Token);
    }

    [Theory]
    [InlineData(1f, 0, 1f, 0f, 1f)]
    [InlineData(0.7f, 5, 1f, 0f, 1f)]
    [InlineData(1.3f, 0, 0.8f, 0f, 1f)]
    [InlineData(1.1f, 0, 1f, 0.05f, 1f)]
    [InlineData(1f, 12, 0.9f, 0.1f, 1f)]
    [InlineData(0.9f, 15, 0.95f, 0.02f, 1.3f)]
    [InlineData(1f, 0, 1f, 0f, 0.8f)]
    public void Frequencies_follow_the_distribution(float temperature, int topK, float topP, float minP, float penalty)
    {
        const int Count = 100_000;
        float[] logits = Logits(new PathRandom(3), 400);
        int[] seen = [3, 7, 7, 50, 51, 52, 399, 3];
        var settings = new SamplingSettings
        {
            Temperature = temperature,
            TopK = topK,
            TopP = topP,
            MinP = minP,
            RepetitionPenalty = penalty,
        };
        double[] expected = SlowSampler.Distribution(SlowSampler.Penalize(logits, seen, penalty), settings);

        int[] draws = Draws(logits, settings, 11, Count, seen);

        int[] counts = new int[logits.Length];
        Array.ForEach(draws, token => counts[token]++);
        double chiSquare = 0;
        int cells = 0;
        for (int token = 0; token < logits.Length; token++)
        {
            int drawn = counts[token];
            if (expected[token] * Count < 5)
            {
                drawn.ShouldBeLessThan(25);
                continue;
            }

            cells++;
            chiSquare += Math.Pow(drawn - (expected[token] * Count), 2) / (expected[token] * Count);
        }

        // Mean and deviation of chi-square: five deviations above the mean.
        chiSquare.ShouldBeLessThan(cells - 1 + (5 * Math.Sqrt(2 * Math.Max(1, cells - 1))));
    }

    [Fact]
    public void The_penalty_turns_even_the_greedy_choice_and_the_log_probability_stays_that_of_the_model()
    {
        float[] logits = [2, 1.9f, -1];
        var settings = new SamplingSettings { Temperature = 0, RepetitionPenalty = 1.5f };

        TokenDraw draw = _sampler.Draw(logits, settings, new PathRandom(1), [0, 0, 2, 17]);

        draw.Token.ShouldBe(1);
        draw.LogProbability.ShouldBe(1.9f - Math.Log(logits.Sum(logit => Math.Exp(logit))), 1e-5);
        logits.ShouldBe([2, 1.9f, -1]);
        _sampler.Draw(logits, settings, new PathRandom(1), []).Token.ShouldBe(0);
    }

    [Theory]
    [InlineData(0f, 0, 1f, 0f, 1f)]
    [InlineData(1f, 0, 1f, 0f, 1f)]
    [InlineData(1f, 0, 1f, 0.1f, 1.2f)]
    [InlineData(0.7f, 40, 0.95f, 0.05f, 1.1f)]
    public void No_memory_is_allocated_per_token(float temperature, int topK, float topP, float minP, float penalty)
    {
        float[] logits = Logits(new PathRandom(9), 5000);
        int[] seen = [.. Enumerable.Range(100, 300)];
        var random = new PathRandom(1);
        var settings = new SamplingSettings
        {
            Temperature = temperature,
            TopK = topK,
            TopP = topP,
            MinP = minP,
            RepetitionPenalty = penalty,
        };
        for (int i = 0; i < 50; i++)
        {
            _sampler.Draw(logits, settings, random, seen);
        }

        long before = GC.GetAllocatedBytesForCurrentThread();
        for (int i = 0; i < 500; i++)
        {
            _sampler.Draw(logits, settings, random, seen);
        }

        (GC.GetAllocatedBytesForCurrentThread() - before).ShouldBe(0);
    }

    [Theory]
    [InlineData(float.NaN)]
    [InlineData(float.PositiveInfinity)]
    public void Logits_that_are_not_numbers_are_refused(float bad)
        => Should.Throw<InvalidOperationException>(() => _sampler.Draw([1, bad, 2], new(), new PathRandom(1)))
            .Message.ShouldContain("logits");

    [Fact]
    public void The_generator_is_xoshiro256_seeded_by_split_mix()
    {
        // First outputs for the state that SplitMix64 makes of seed 0, known from the generators' reference programs.
        var random = new PathRandom(0);

        random.NextBits().ShouldBe(0x99EC5F36CB75F2B4UL);
        random.NextBits().ShouldBe(0xBF6E1F784956452AUL);
        Enumerable.Range(0, 1000).Select(_ => random.NextDouble()).ShouldAllBe(value => value >= 0 && value < 1);
    }

    private int[] Draws(float[] logits, SamplingSettings settings, ulong seed, int count, int[]? seen = null)
    {
        var random = new PathRandom(seed);
        return [.. Enumerable.Range(0, count).Select(_ => _sampler.Draw(logits, settings, random, seen).Token)];
    }

    private static float[] Logits(PathRandom random, int count)
        => [.. Enumerable.Range(0, count).Select(_ => (float)((random.NextDouble() * 12) - 6))];
}
