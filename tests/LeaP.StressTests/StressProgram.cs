using System.Globalization;
using LeaP.StressTests.Chaos;
using LeaP.StressTests.Processes;

namespace LeaP.StressTests;

/// <summary>Runs what the command line names.</summary>
internal static class StressProgram
{
    private const string Usage =
        "chaos [--sessions N] [--seed N] [--links one|each]   sessions while everything is killed at random, workers linked to one\n"
        + "                                                    router at a time or to each\n"
        + "worker MILLISECONDS SETTINGS...                     a worker of the scripted engine that takes so long for a token";

    /// <summary>Runs a program.</summary>
    /// <param name="arguments">Its name and its own arguments.</param>
    /// <param name="output">Where figures go.</param>
    /// <param name="errors">Where errors go.</param>
    /// <returns>0 when everything ended right, 1 when not, 2 for arguments that make no sense.</returns>
    public static async Task<int> RunAsync(string[] arguments, TextWriter output, TextWriter errors)
    {
        switch (arguments)
        {
            case ["worker", { } delay, ..] when int.TryParse(delay, CultureInfo.InvariantCulture, out int milliseconds):
                return await SlowWorker.RunAsync(TimeSpan.FromMilliseconds(milliseconds), arguments[2..]);
            case ["chaos", .. { } rest] when ChaosOptions.Read(rest) is { } options:
                ChaosResult result = await ChaosRun.RunAsync(options, output, CancellationToken.None);
                await result.PrintAsync(output);
                return result.IsRight ? 0 : 1;
            default:
                await errors.WriteLineAsync(Usage);
                return 2;
        }
    }
}
