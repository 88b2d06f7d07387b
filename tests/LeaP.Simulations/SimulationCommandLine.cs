using System.CommandLine;
using LeaP.Simulations.Autoscaling;
using LeaP.Simulations.UnitCosts;

namespace LeaP.Simulations;

/// <summary>Commands of the program.</summary>
internal static class SimulationCommandLine
{
    // One page of the fleet service shows 200 workers, two of which are there anyway.
    private const int MostLinks = 198;
    private const int MostSessions = 100_000;

    /// <summary>Makes the command line.</summary>
    /// <param name="output">Where the commands print.</param>
    public static RootCommand Make(TextWriter output) => new("Simulations and unit costs of LeaP.Grpc.")
    {
        Autoscale(output),
        UnitCosts(output),
    };

    private static Command Autoscale(TextWriter output)
    {
        var seed = new Option<ulong>("--seed") { Description = "Seed of the day.", DefaultValueFactory = _ => 1 };
        var svg = new Option<FileInfo?>("--svg") { Description = "File for a chart." };
        var command = new Command("autoscale", "Compare settings of autoscaling over one simulated day.") { seed, svg };
        command.SetAction((parsed, stop) =>
            AutoscaleCommand.RunAsync(parsed.GetValue(seed), parsed.GetValue(svg), output, stop));
        return command;
    }

    private static Command UnitCosts(TextWriter output)
    {
        var defaults = new UnitCostsSettings();
        Option<int> links = Count("--links", "Idle links to measure.", defaults.Links, MostLinks);
        Option<int> sessions = Count("--sessions", "Sessions to average over.", defaults.Sessions, MostSessions);
        var command = new Command("unit-costs", "Measure what a link, a round and a session cost. Needs redis-server.")
        {
            links, sessions,
        };
        command.SetAction((parsed, stop) => UnitCostsCommand.RunAsync(
            defaults with { Links = parsed.GetValue(links), Sessions = parsed.GetValue(sessions) },
            output,
            TimeProvider.System,
            stop));
        return command;
    }

    private static Option<int> Count(string name, string description, int otherwise, int most)
    {
        var option = new Option<int>(name) { Description = description, DefaultValueFactory = _ => otherwise };
        option.Validators.Add(result =>
        {
            int value = result.GetValueOrDefault<int>();
            if (value < 1 || value > most)
            {
                result.AddError($"{name} must be 1 to {most}; it is {value}.");
            }
        });
        return option;
    }
}
