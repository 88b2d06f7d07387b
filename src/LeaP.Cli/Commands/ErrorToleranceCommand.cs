using System.CommandLine;
using System.Globalization;
using LeaP.Cli.Experiments;
using LeaP.Evaluation.Experiments;

namespace LeaP.Cli.Commands;

/// <summary><c>leap experiment error-tolerance</c>: how many good beginnings LeaP needs among wrong ones.</summary>
/// <param name="host">What it needs from outside.</param>
/// <param name="router">Where the router is.</param>
internal sealed class ErrorToleranceCommand(CommandHost host, RouterOption router)
{
    private const float UsualShare = 0.30f;
    private readonly Option<string[]> _good = OptionKinds.Words("--good", "Numbers of good beginnings, each at most the number of paths.", "0,1,2,3,4,5,6,7,8");
    private readonly BeginningsOptions _options = new(UsualShare);

    /// <summary>The command.</summary>
    public Command Build()
    {
        var command = new Command("error-tolerance", "Measure LeaP over paths of which a part begins right (section 5.2.1 of the paper).") { _good };
        _options.AddTo(command);
        command.Validators.Add(result =>
        {
            if (result.GetValue(_good) is { } counts && !counts.All(count => TryCount(count, out _)))
            {
                result.AddError("--good must be whole numbers of at least 0, such as 0,4,8.");
            }
        });
        command.SetAction((parsed, cancellationToken) =>
            CommandGuard.RunAsync(host, () => RunAsync(parsed, cancellationToken), cancellationToken));
        return command;
    }

    private static bool TryCount(string text, out int count) =>
        int.TryParse(text, NumberStyles.None, CultureInfo.InvariantCulture, out count);

    private Task<int> RunAsync(ParseResult parsed, CancellationToken cancellationToken)
    {
        int[] good = [.. parsed.GetRequiredValue(_good).Select(text => int.Parse(text, CultureInfo.InvariantCulture)).Distinct().Order()];
        return new BeginningsCommandRun(host, router, _options).RunAsync(
            parsed,
            ExperimentLabels.ErrorTolerance,
            plan => plan.AddTolerance(good),
            records => ToleranceReport.Lines(records, _options.Experiment.Seed(parsed), _options.Experiment.Markdown(parsed)),
            cancellationToken);
    }
}
