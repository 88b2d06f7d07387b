using LeaP.StressTests.Chaos;

namespace LeaP.FunctionalTests.Failures;

/// <summary>The short form of the chaos program.</summary>
public sealed class ChaosTests
{
    [Theory]
    [InlineData(1)]
    public async Task Whatever_is_killed_frozen_or_cut_every_session_ends_as_it_would_have(int seed)
    {
        var output = new StringWriter();

        ChaosResult result = await ChaosRun.RunAsync(
            ChaosOptions.Full with { Sessions = 20, Seed = seed, AtOnce = 5, TimeLimit = TimeSpan.FromMinutes(8) },
            TextWriter.Synchronized(output),
            TestContext.Current.CancellationToken);

        result.Wrong.ShouldBeEmpty(output.ToString());
        result.Disturbances.ShouldBeGreaterThan(1);
    }
}
