using System.CommandLine;
using LeaP.Cli.Connections;
using LeaP.Cli.Errors;
using LeaP.Cli.Experiments;
using LeaP.Cli.Rendering;
using LeaP.Evaluation.Datasets;
using LeaP.Evaluation.Grading;
using LeaP.Evaluation.Runs;
using LeaP.Protocol.Reasoning.V1;
using LeaP.Reasoning.Catalogs;

namespace LeaP.Cli.Commands;

/// <summary><c>leap eval</c>: a data set, or fresh problems of the embedded model, under several settings.</summary>
/// <param name="host">What it needs from outside.</param>
/// <param name="router">Where the router is.</param>
internal sealed class EvalCommand(CommandHost host, RouterOption router)
{
    private static readonly string[] UsualSettings = ["independent", "leap"];

    private readonly Option<string[]> _settings = new("--setting")
    {
        Description = "A mode and its fields, such as \"leap policy=clustered k=4 T=29\"; once for each setting. Without any: independent and leap.",
        HelpName = "TEXT",
    };

    private readonly Option<string?> _settingsFile = OptionKinds.Word("--settings", "JSON file with a list of settings.", "FILE");
    private readonly Option<string?> _against = OptionKinds.Word("--against", "Setting that the others are compared with one by one, paired by problem.", "SETTING");
    private readonly Option<int?> _paths = OptionKinds.Count("--paths", "Paths of each session where a setting names none (N).");
    private readonly Option<int?> _runs = OptionKinds.Count("--runs", "Runs of each problem under each setting (M).", otherwise: 1);
    private readonly Option<int?> _seed = OptionKinds.Count("--seed", "Seed of problems, options, sampling and intervals.", least: 0, otherwise: 1);
    private readonly Option<string?> _grader = OptionKinds.Word("--grader", $"How answers are graded: {string.Join(" or ", Graders.Catalog.Names)}.", "NAME");
    private readonly Option<int?> _concurrency = OptionKinds.Count("--concurrency", "Sessions at once; without it, as many as there are free path slots for.");
    private readonly Option<string?> _out = OptionKinds.Word("--out", "File for a JSON line a session behind a header; must not exist without --resume.", "FILE");
    private readonly Option<bool> _resume = OptionKinds.Switch("--resume", "Go on with the file of --out; sessions that are there are not run again.");
    private readonly Option<bool> _retryFailed = OptionKinds.Switch("--retry-failed", "With --resume, run sessions that broke again.");
    private readonly Option<bool> _noEqualTokens = OptionKinds.Switch("--no-equal-tokens", "Leave out the independent sessions that a vote at equal tokens needs.");
    private readonly Option<bool> _markdown = OptionKinds.Switch("--markdown", "Print the tables as Markdown.");
    private readonly ProblemOptions _problems = new();
    private readonly SessionOptions _session = new();

    /// <summary>The command.</summary>
    public Command Build()
    {
        var command = new Command("eval", "Measure settings on a data set, or on fresh problems of the embedded model.")
        {
            _settings, _settingsFile, _against, _paths, _runs, _seed, _grader, _concurrency, _out, _resume, _retryFailed, _noEqualTokens, _markdown,
        };
        _problems.AddTo(command);
        _session.AddTo(command);
        command.Validators.Add(result =>
        {
            if (result.GetValue(_out) is null && (result.GetValue(_resume) || result.GetValue(_retryFailed)))
            {
                result.AddError("--resume and --retry-failed need the file of --out.");
            }

            if (result.GetValue(_retryFailed) && !result.GetValue(_resume))
            {
                result.AddError("--retry-failed needs --resume.");
            }

            if (result.GetValue(_runs) > RunPlan.MostRuns)
            {
                result.AddError($"--runs must be at most {RunPlan.MostRuns}.");
            }
        });
        command.SetAction((parsed, cancellationToken) =>
            CommandGuard.RunAsync(host, () => RunAsync(parsed, cancellationToken), cancellationToken));
        return command;
    }

    private async Task<int> RunAsync(ParseResult parsed, CancellationToken cancellationToken)
    {
        RunPlan plan = await CreatePlanAsync(parsed, cancellationToken);
        using var output = RunOutput.Open(
            parsed.GetValue(_out), parsed.GetValue(_resume), parsed.GetValue(_retryFailed), plan.CreateHeader(host.Time.GetUtcNow()));
        await using RouterConnection connection = await router.ConnectOrStartAsync(parsed, cancellationToken);
        var run = new PlanCommandRun(host, connection, plan)
        {
            Concurrency = parsed.GetValue(_concurrency),
            ComparesTokens = !parsed.GetValue(_noEqualTokens),
        };
        IReadOnlyCollection<RunRecord> records = await run.RunAsync(output, cancellationToken);
        var report = new RunReport(records, [.. plan.Settings.Select(setting => setting.Name)], plan.Runs, plan.Seed) { Against = parsed.GetValue(_against) };
        await host.Out.WriteLinesAsync(report.Lines(parsed.GetValue(_markdown), details: true), cancellationToken);
        return report.Failures == 0 ? ExitCodes.Success : ExitCodes.Failure;
    }

    private async Task<RunPlan> CreatePlanAsync(ParseResult parsed, CancellationToken cancellationToken)
    {
        ReasonRequest template = _session.CreateRequest(parsed);
        if (parsed.GetValue(_paths) is { } paths)
        {
            template.PathCount = paths;
        }

        int seed = parsed.GetValue(_seed)!.Value;
        try
        {
            return new RunPlan
            {
                RunSet = _problems.Name(parsed),
                Problems = await _problems.ReadAsync(parsed, seed, cancellationToken),
                Settings = await ReadSettingsAsync(parsed, template, cancellationToken),
                Runs = parsed.GetValue(_runs)!.Value,
                Seed = seed,
                Grader = Graders.Catalog.Find(parsed.GetValue(_grader) ?? GraderNames.Default),
            };
        }
        catch (Exception exception) when (exception is DataSetException or UnknownNameException)
        {
            throw new CommandFailedException(ExitCodes.BadArguments, exception.Message, exception);
        }
    }

    private async Task<IReadOnlyList<RunSetting>> ReadSettingsAsync(
        ParseResult parsed, ReasonRequest template, CancellationToken cancellationToken)
    {
        RunSetting[] settings =
        [
            .. (parsed.GetValue(_settings) ?? []).Select(text => SettingText.Parse(text, template)),
            .. parsed.GetValue(_settingsFile) is { } file ? await SettingsFile.ReadAsync(file, template, cancellationToken) : [],
        ];
        if (settings.Length == 0)
        {
            settings = [.. UsualSettings.Select(text => SettingText.Parse(text, template))];
        }

        if (parsed.GetValue(_against) is { } against && settings.All(setting => setting.Name != against))
        {
            throw new CommandFailedException(
                ExitCodes.BadArguments,
                $"--against: there is no setting '{SafeText.OneLine(against)}'; there are {string.Join(", ", settings.Select(setting => SafeText.OneLine(setting.Name)))}.");
        }

        return settings.GroupBy(setting => setting.Name, StringComparer.Ordinal).FirstOrDefault(group => group.Count() > 1) is { } twice
            ? throw new CommandFailedException(
                ExitCodes.BadArguments, $"Two settings are named '{SafeText.OneLine(twice.Key)}'; give one of them another with name=….")
            : settings;
    }
}
