using System.CommandLine;
using LeaP.Cli.Experiments;
using LeaP.Evaluation.Experiments;

namespace LeaP.Cli.Commands;

/// <summary><c>leap experiment prefix-trap</c>: what wrong beginnings do to paths alone and with peers.</summary>
/// <param name="host">What it needs from outside.</param>
/// <param name="router">Where the router is.</param>
internal sealed class PrefixTrapCommand(CommandHost host, RouterOption router)
{
    private const float UsualShare = 0.15f;
    private static readonly string[] ArmNames = [.. Enum.GetNames<TrapArm>().Select(name => name.ToLowerInvariant())];

    private readonly Option<string[]> _arms = OptionKinds.Words(
        "--arms", "Paths that begin wrong: none, one, half, different (all, each from its own wrong path) and same (all from one).", string.Join(',', ArmNames));

    private readonly BeginningsOptions _options = new(UsualShare);

    /// <summary>The command.</summary>
    public Command Build()
    {
        var command = new Command("prefix-trap", "Measure what wrong beginnings do to independent paths and to LeaP (section 2.1 of the paper).") { _arms };
        _options.AddTo(command);
        command.Validators.Add(result =>
        {
            if (result.GetValue(_arms) is { } names && names.FirstOrDefault(name => !ArmNames.Contains(name)) is { } unknown)
            {
                result.AddError($"'{unknown}' is no arm; there are {string.Join(", ", ArmNames)}.");
            }
        });
        command.SetAction((parsed, cancellationToken) =>
            CommandGuard.RunAsync(host, () => RunAsync(parsed, cancellationToken), cancellationToken));
        return command;
    }

    private Task<int> RunAsync(ParseResult parsed, CancellationToken cancellationToken)
    {
        TrapArm[] arms = [.. parsed.GetRequiredValue(_arms).Select(name => Enum.Parse<TrapArm>(name, ignoreCase: true)).Distinct().Order()];
        return new BeginningsCommandRun(host, router, _options).RunAsync(
            parsed,
            ExperimentLabels.PrefixTrap,
            plan => plan.AddTrap(arms),
            records => TrapReport.Lines(new TrapTable(records, _options.Experiment.Seed(parsed)), records, _options.Experiment.Markdown(parsed)),
            cancellationToken);
    }
}
