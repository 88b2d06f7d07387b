using System.CommandLine;

namespace LeaP.Soak;

/// <summary>The program's command line.</summary>
internal static class SoakCommandLine
{
    /// <summary>Makes the command line.</summary>
    /// <param name="output">Where the run prints.</param>
    public static RootCommand Make(TextWriter output)
    {
        var minutes = new Option<double>("--minutes") { Description = "Length of the run.", DefaultValueFactory = _ => 20 };
        minutes.Validators.Add(result =>
        {
            if (result.GetValueOrDefault<double>() is not (>= 0.25 and <= 10_000))
            {
                result.AddError("--minutes must be 0.25 to 10000.");
            }
        });
        var seed = new Option<ulong>("--seed") { Description = "Seed of what clients do.", DefaultValueFactory = _ => 1 };
        var svg = new Option<FileInfo?>("--svg") { Description = "File for a chart." };
        var command = new RootCommand("Runs router, workers and redis-server under mixed load and watches what they hold.")
        {
            minutes, seed, svg,
        };
        command.SetAction(async (parsed, stop) =>
        {
            var settings = new SoakSettings
            {
                Length = TimeSpan.FromMinutes(parsed.GetValue(minutes)),
                Seed = parsed.GetValue(seed),
            };
            SoakResult result = await SoakRun.RunAsync(settings, TimeProvider.System, stop);
            await SoakReport.WriteAsync(result, output);
            if (parsed.GetValue(svg) is { } file)
            {
                await File.WriteAllTextAsync(file.FullName, SoakChart.Draw(result), stop);
            }

            return result.Outcomes.Wrong.Count == 0 && result.Problems.Count == 0 ? 0 : 1;
        });
        return command;
    }
}
