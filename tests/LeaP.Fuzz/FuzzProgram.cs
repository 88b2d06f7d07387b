using System.Globalization;
using System.Security.Cryptography;

namespace LeaP.Fuzz;

/// <summary>Throws wrong, broken and hostile input at what reads input from outside, and prints <c>figure</c> lines.</summary>
public static class FuzzProgram
{
    private const long MaxGrowth = 64 * 1024 * 1024;
    private const double BytesOfMebibyte = 1024 * 1024;

    /// <summary>Runs the program.</summary>
    /// <param name="arguments">See <see cref="FuzzPlan.Usage"/>.</param>
    /// <param name="output">Where results go.</param>
    /// <param name="errors">Where wrong usage is told.</param>
    /// <returns>0 when every case held, 1 when one did not or memory grew, 2 for a wrong command line.</returns>
    public static async Task<int> RunAsync(string[] arguments, TextWriter output, TextWriter errors)
    {
        ulong drawn = BitConverter.ToUInt32(RandomNumberGenerator.GetBytes(sizeof(uint)));
        if (FuzzPlan.Parse(arguments, drawn) is not { } plan
            || (plan.Target is { } named && !FuzzRun.TargetNames.Contains(named)))
        {
            await errors.WriteLineAsync(
                $"Usage: {FuzzPlan.Usage}; targets are {string.Join(", ", FuzzRun.TargetNames)}.");
            return 2;
        }

        await output.WriteLineAsync(Invariant($"seed {plan.Seed}"));
        long start = TimeProvider.System.GetTimestamp();
        var run = new FuzzRun(plan, TimeProvider.System);
        await run.RunAsync(target => output.WriteLine(
            Invariant($"{target}: done after {TimeProvider.System.GetElapsedTime(start).TotalSeconds:0} s")));
        foreach (FuzzFailure failure in run.Failures)
        {
            await output.WriteLineAsync(
                Invariant($"FAILED --seed {plan.Seed} --target {failure.Target} --case {failure.Case}\n{failure.What}\n"));
        }

        await output.WriteLineAsync(Invariant($"figure fuzz.cases {run.Cases} cases"));
        await output.WriteLineAsync(Invariant($"figure fuzz.failures {run.Failures.Count} cases"));
        await output.WriteLineAsync(Invariant($"figure fuzz.memory_growth {run.MemoryGrowth / BytesOfMebibyte:0.0} MiB"));
        return run.Failures.Count == 0 && run.MemoryGrowth < MaxGrowth ? 0 : 1;
    }

    private static string Invariant(FormattableString text) => text.ToString(CultureInfo.InvariantCulture);
}
