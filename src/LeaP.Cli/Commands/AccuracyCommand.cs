using System.CommandLine;
using System.Globalization;
using LeaP.Cli.Connections;
using LeaP.Cli.Experiments;
using LeaP.Cli.Rendering;
using LeaP.EmbeddedModel;
using LeaP.Evaluation.Grading;
using LeaP.Evaluation.Runs;
using LeaP.Protocol.Reasoning.V1;

namespace LeaP.Cli.Commands;

/// <summary><c>leap experiment accuracy</c>: how often paths are right alone and when they learn from each other.</summary>
/// <param name="host">What it needs from outside.</param>
/// <param name="router">Where the router is.</param>
internal sealed class AccuracyCommand(CommandHost host, RouterOption router)
{
    private readonly Option<int?> _problems = OptionKinds.Count("--problems", "Problems, the same for every setting.", otherwise: 200);
    private readonly Option<int?> _paths = OptionKinds.Count("--paths", "Paths of each session.", otherwise: 8);
    private readonly Option<int?> _operations = OptionKinds.Count("--operations", "Steps of each problem, 2 to 16.", ChainProblem.MinOperations, otherwise: 16);
    private readonly Option<int?> _seed = OptionKinds.Count("--seed", "Seed of problems, sampling and intervals.", least: 0, otherwise: 1);
    private readonly Option<int?> _concurrency = OptionKinds.Count("--concurrency", "Sessions at once.", otherwise: 4);
    private readonly Option<string[]> _policies = OptionKinds.Words("--policies", "Routing policies.", "dispersed,clustered,hybrid,random,all");
    private readonly Option<string[]> _peers = OptionKinds.Words("--peers", "Peers each path hears from.", "2,4");
    private readonly Option<string?> _out = OptionKinds.Word("--out", "File for a JSON line a session behind a header; must not exist.", "FILE");
    private readonly Option<bool> _markdown = OptionKinds.Switch("--markdown", "Print the table as Markdown.");
    private readonly SessionOptions _session = new();

    /// <summary>The command.</summary>
    public Command Build()
    {
        var command = new Command("accuracy", "Measure Pass@1 and majority vote of independent paths and of LeaP on fresh problems.")
        {
            _problems, _paths, _operations, _seed, _concurrency, _policies, _peers, _out, _markdown,
        };
        _session.AddTo(command);
        command.Validators.Add(result =>
        {
            if (result.GetValue(_operations) > ChainProblem.MaxOperations)
            {
                result.AddError($"--operations must be at most {ChainProblem.MaxOperations}.");
            }

            if (result.GetValue(_peers) is { } counts && !counts.All(count => TryCount(count, out _)))
            {
                result.AddError("--peers must be whole numbers of at least 0, such as 2,4.");
            }
        });
        command.SetAction((parsed, cancellationToken) =>
            CommandGuard.RunAsync(host, () => RunAsync(parsed, cancellationToken), cancellationToken));
        return command;
    }

    private static bool TryCount(string text, out int count) =>
        int.TryParse(text, NumberStyles.None, CultureInfo.InvariantCulture, out count);

    private async Task<int> RunAsync(ParseResult parsed, CancellationToken cancellationToken)
    {
        RunPlan plan = CreatePlan(parsed);
        using var output = RunOutput.Open(parsed.GetValue(_out), resume: false, retryFailed: false, plan.CreateHeader(host.Time.GetUtcNow()));
        await using RouterConnection connection = await router.ConnectOrStartAsync(parsed, cancellationToken);
        var run = new PlanCommandRun(host, connection, plan) { Concurrency = parsed.GetValue(_concurrency) };
        IReadOnlyCollection<RunRecord> records = await run.RunAsync(output, cancellationToken);
        var report = new RunReport(records, [.. plan.Settings.Select(setting => setting.Name)], plan.Runs, plan.Seed);
        await host.Out.WriteLinesAsync(report.Lines(parsed.GetValue(_markdown), details: false), cancellationToken);
        return report.Failures == 0 ? ExitCodes.Success : ExitCodes.Failure;
    }

    private RunPlan CreatePlan(ParseResult parsed)
    {
        int seed = parsed.GetValue(_seed)!.Value;
        int[] peers = [.. parsed.GetRequiredValue(_peers).Select(text => int.Parse(text, CultureInfo.InvariantCulture))];
        ReasonRequest template = _session.CreateRequest(parsed);
        template.PathCount = parsed.GetValue(_paths)!.Value;
        return new RunPlan
        {
            RunSet = "accuracy",
            Problems = ChainProblems.Draw(seed, parsed.GetValue(_problems)!.Value, parsed.GetValue(_operations)!.Value),
            Settings = RunSetting.Expand(template, parsed.GetRequiredValue(_policies), peers),
            Seed = seed,
            Grader = Graders.Catalog.Find(GraderNames.Default),
        };
    }
}
