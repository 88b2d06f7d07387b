using LeaP.Cli.Commands;
using LeaP.Cli.Rendering;
using LeaP.Evaluation.Datasets;
using LeaP.Evaluation.Experiments;
using LeaP.Evaluation.Grading;
using LeaP.Evaluation.Runs;
using LeaP.Protocol.Reasoning.V1;

namespace LeaP.Cli.Experiments;

/// <summary>Harvests paths, chooses problems and beginnings, and runs sessions that begin with them.</summary>
/// <param name="run">Carries out sessions.</param>
/// <param name="client">The router that holds them.</param>
/// <param name="host">What it needs from outside.</param>
internal sealed class BeginningsExperiment(ItemsRun run, ReasoningService.ReasoningServiceClient client, CommandHost host)
{
    private const int HarvestSeed = 0x4A21;

    /// <summary>Harvests the candidates and chooses among them.</summary>
    /// <param name="harvest">Plan of independent sessions on the candidates.</param>
    /// <param name="share">Share of a text that is its beginning.</param>
    /// <param name="count">Problems wanted.</param>
    /// <param name="cancellationToken">Ends it.</param>
    /// <exception cref="ExperimentException">No candidate has right and wrong paths that begin differently.</exception>
    public async Task<IReadOnlyList<TrapProblem>> ChooseAsync(
        RunPlan harvest, double share, int count, CancellationToken cancellationToken)
    {
        await host.Error.WriteLinesAsync([$"harvesting {harvest.Problems.Count} problems"], cancellationToken);
        var paths = new PathHarvest(client, host.Time);
        await run.RunAsync(harvest, [.. harvest.Items], paths.AddAsync, cancellationToken);
        IReadOnlyList<TrapProblem> chosen = TrapSelection.Choose(paths.Paths, share, count, harvest.Seed);
        if (chosen.Count == 0)
        {
            throw new ExperimentException(
                $"None of {harvest.Problems.Count} problems has right and wrong paths that begin differently: take more problems, more paths of each (--harvest-paths) or harder ones.");
        }

        await host.Error.WriteLinesAsync([$"{chosen.Count} problems chosen of {count} wanted"], cancellationToken);
        return chosen;
    }

    /// <summary>Runs the sessions.</summary>
    /// <param name="beginnings">What they begin with.</param>
    /// <param name="plan">Their plan.</param>
    /// <param name="output">Where the records go.</param>
    /// <param name="cancellationToken">Ends it.</param>
    public Task<IReadOnlyList<RunRecord>> RunAsync(
        BeginningsPlan beginnings, RunPlan plan, RunOutput output, CancellationToken cancellationToken) => run.RunAsync(
        plan,
        [.. beginnings.Items(plan)],
        (record, _) =>
        {
            output.Write(record);
            return Task.CompletedTask;
        },
        cancellationToken);

    /// <summary>Plan of independent sessions on candidates.</summary>
    /// <param name="candidates">The candidates.</param>
    /// <param name="template">What requests have in common.</param>
    /// <param name="paths">Paths of each session.</param>
    /// <param name="seed">Seed of the sessions.</param>
    /// <param name="grader">Grades the paths.</param>
    public static RunPlan HarvestPlan(
        IReadOnlyList<EvaluationProblem> candidates, ReasonRequest template, int paths, int seed, IGrader grader)
    {
        ReasonRequest request = template.Clone();
        request.PathCount = paths;
        return new RunPlan
        {
            RunSet = "harvest",
            Problems = candidates,
            Settings = [RunSetting.Independent(request)],

            // Not the seed of the sessions that follow: problems are chosen by what these wrote.
            Seed = seed ^ HarvestSeed,
            Grader = grader,
        };
    }
}
