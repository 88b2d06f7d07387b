using LeaP.Reasoning.Randomness;

namespace LeaP.Reasoning.Tests.Randomness;

public sealed class SeedDerivationTests
{
    [Fact]
    public void Derived_seeds_never_change_between_releases()
    {
        SeedDerivation.Derive(0, "path").ShouldBe(12260617753954480657UL);
        SeedDerivation.Derive(42, "path", 3).ShouldBe(4342958539937824333UL);
        SeedDerivation.Derive(42, "summary-trigger", 3, -1).ShouldBe(18405798777203615983UL);
    }

    [Fact]
    public void Every_part_of_the_input_matters()
    {
        var seeds = new HashSet<ulong>();
        foreach (string purpose in new[] { "path", "paths", "random-routing" })
        {
            for (ulong seed = 0; seed < 20; seed++)
            {
                seeds.Add(SeedDerivation.Derive(seed, purpose)).ShouldBeTrue();
                for (long first = -10; first < 10; first++)
                {
                    seeds.Add(SeedDerivation.Derive(seed, purpose, first)).ShouldBeTrue();
                    for (long second = 0; second < 10; second++)
                    {
                        seeds.Add(SeedDerivation.Derive(seed, purpose, first, second)).ShouldBeTrue();
                    }
                }
            }
        }

        seeds.Count.ShouldBe(3 * 20 * (1 + (20 * 11)));
    }

    [Fact]
    public void A_purpose_is_required() => Should.Throw<ArgumentException>(() => SeedDerivation.Derive(1, ""));
}
