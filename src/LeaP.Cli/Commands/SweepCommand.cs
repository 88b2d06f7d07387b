using System.CommandLine;
using LeaP.Cli.Connections;
using LeaP.Cli.Errors;
using LeaP.Cli.Experiments;
using LeaP.Cli.Rendering;
using LeaP.Evaluation.Datasets;
using LeaP.Evaluation.Experiments;
using LeaP.Evaluation.Runs;
using LeaP.Reasoning.Catalogs;

namespace LeaP.Cli.Commands;

/// <summary><c>leap experiment sweep</c>: accuracy over one setting at a time.</summary>
/// <param name="host">What it needs from outside.</param>
/// <param name="router">Where the router is.</param>
internal sealed class SweepCommand(CommandHost host, RouterOption router)
{
    private readonly Option<string[]> _over = new("--over")
    {
        Description = $"A setting and its values, such as interval=20,30,40; once for each sweep. Settings are {string.Join(", ", SweepParameter.Catalog.Names)}.",
        HelpName = "NAME=A,B",
        Required = true,
    };

    private readonly Option<bool> _resume = OptionKinds.Switch("--resume", "Go on with the file of --out; sessions that are there are not run again.");
    private readonly ProblemOptions _problems = new();
    private readonly ExperimentOptions _experiment = new(paths: null);

    /// <summary>The command.</summary>
    public Command Build()
    {
        var command = new Command("sweep", "Measure LeaP over interval (T), peers (k), paths (N), turns (M), policy, temperature or the position of a single exchange.") { _over, _resume };
        _problems.AddTo(command);
        _experiment.AddTo(command);
        command.SetAction((parsed, cancellationToken) =>
            CommandGuard.RunAsync(host, () => RunAsync(parsed, cancellationToken), cancellationToken));
        return command;
    }

    private async Task<int> RunAsync(ParseResult parsed, CancellationToken cancellationToken)
    {
        RunPlan plan = await CreatePlanAsync(parsed, cancellationToken);
        using var output = RunOutput.Open(
            _experiment.Out(parsed), parsed.GetValue(_resume), retryFailed: false, plan.CreateHeader(host.Time.GetUtcNow()));
        await using RouterConnection connection = await router.ConnectOrStartAsync(parsed, cancellationToken);
        var run = new PlanCommandRun(host, connection, plan) { Concurrency = _experiment.Concurrency(parsed), ComparesTokens = false };
        IReadOnlyCollection<RunRecord> records = await run.RunAsync(output, cancellationToken);
        await host.Out.WriteLinesAsync(
            [.. SweepReport.Lines(records, plan, _experiment.Markdown(parsed)), .. FailureLines.Of(records)], cancellationToken);
        return records.Any(record => record.IsBroken) ? ExitCodes.Failure : ExitCodes.Success;
    }

    private async Task<RunPlan> CreatePlanAsync(ParseResult parsed, CancellationToken cancellationToken)
    {
        try
        {
            int seed = _experiment.Seed(parsed);
            return new RunPlan
            {
                RunSet = ExperimentLabels.Sweep,
                Problems = await _problems.ReadAsync(parsed, seed, cancellationToken),
                Settings = SweepSettings.Of(_experiment.Template(parsed), parsed.GetRequiredValue(_over)),
                Seed = seed,
                Grader = _experiment.Grader(parsed),
            };
        }
        catch (Exception exception) when (exception is DataSetException or UnknownNameException or ExperimentException)
        {
            throw new CommandFailedException(ExitCodes.BadArguments, SafeText.OneLine(exception.Message), exception);
        }
    }
}
