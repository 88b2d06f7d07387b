using System.CommandLine;
using LeaP.Cli.Connections;
using LeaP.Cli.Errors;
using LeaP.Cli.Experiments;
using LeaP.Cli.Rendering;
using LeaP.Evaluation.Datasets;
using LeaP.Evaluation.Experiments;
using LeaP.Evaluation.Grading;
using LeaP.Evaluation.Runs;
using LeaP.Protocol.Reasoning.V1;
using LeaP.Reasoning.Catalogs;

namespace LeaP.Cli.Commands;

/// <summary>What the experiments with given beginnings have in common: harvest, choose, run, tell.</summary>
/// <param name="host">What it needs from outside.</param>
/// <param name="router">Where the router is.</param>
/// <param name="options">Their options.</param>
internal sealed class BeginningsCommandRun(CommandHost host, RouterOption router, BeginningsOptions options)
{
    /// <summary>Runs an experiment.</summary>
    /// <param name="parsed">The command line.</param>
    /// <param name="runSet">Name of the run set.</param>
    /// <param name="add">Adds the settings.</param>
    /// <param name="report">Lines of the report, from the records.</param>
    /// <param name="cancellationToken">Ends it.</param>
    /// <returns>The exit status.</returns>
    /// <exception cref="CommandFailedException">Something the command line names is wrong, or there is nothing to choose.</exception>
    public async Task<int> RunAsync(
        ParseResult parsed,
        string runSet,
        Action<BeginningsPlan> add,
        Func<IReadOnlyList<RunRecord>, IEnumerable<string>> report,
        CancellationToken cancellationToken)
    {
        try
        {
            IReadOnlyList<RunRecord> records = await MeasureAsync(parsed, runSet, add, cancellationToken);
            await host.Out.WriteLinesAsync([.. report(records), .. FailureLines.Of(records)], cancellationToken);
            return records.Any(record => record.IsBroken) ? ExitCodes.Failure : ExitCodes.Success;
        }
        catch (Exception exception) when (exception is DataSetException or UnknownNameException or ExperimentException)
        {
            throw new CommandFailedException(ExitCodes.BadArguments, SafeText.OneLine(exception.Message), exception);
        }
    }

    private async Task<IReadOnlyList<RunRecord>> MeasureAsync(
        ParseResult parsed, string runSet, Action<BeginningsPlan> add, CancellationToken cancellationToken)
    {
        ExperimentOptions experiment = options.Experiment;
        int seed = experiment.Seed(parsed);
        IGrader grader = experiment.Grader(parsed);
        ReasonRequest template = experiment.Template(parsed);
        IReadOnlyList<EvaluationProblem> candidates = await options.Problems.ReadAsync(parsed, seed, cancellationToken);
        string? path = experiment.Out(parsed);
        if (File.Exists(path))
        {
            // Before the harvest, which may take hours.
            throw new CommandFailedException(ExitCodes.Failure, $"The file '{SafeText.OneLine(path)}' is there already.");
        }

        await using RouterConnection connection = await router.ConnectOrStartAsync(parsed, cancellationToken);
        var run = new BeginningsExperiment(
            new ItemsRun(host, connection, experiment.Concurrency(parsed)), connection.Reasoning, host);
        IReadOnlyList<TrapProblem> chosen = await run.ChooseAsync(
            BeginningsExperiment.HarvestPlan(candidates, template, options.HarvestPaths(parsed), seed, grader),
            options.Share(parsed), options.Count(parsed), cancellationToken);

        var beginnings = new BeginningsPlan(candidates, chosen, template);
        add(beginnings);
        RunPlan plan = beginnings.Create(runSet, seed, grader);
        using var output = RunOutput.Open(path, resume: false, retryFailed: false, plan.CreateHeader(host.Time.GetUtcNow()));
        return await run.RunAsync(beginnings, plan, output, cancellationToken);
    }
}
