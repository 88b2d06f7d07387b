using System.CommandLine;
using System.Globalization;

namespace LeaP.Cli.Commands;

/// <summary>Options of the experiments whose paths are given beginnings.</summary>
/// <param name="share">Share of a text that is its beginning when the command line names none.</param>
internal sealed class BeginningsOptions(float share)
{
    private const int UsualPaths = 16;
    private const int UsualHarvest = 32;
    private const int UsualCount = 10;

    private readonly Option<int?> _count = OptionKinds.Count("--take", "Problems taken of those that were harvested.", otherwise: UsualCount);
    private readonly Option<int?> _harvestPaths = OptionKinds.Count("--harvest-paths", "Independent paths that reason about each problem to find right and wrong ones.", otherwise: UsualHarvest);
    private readonly Option<float?> _share = OptionKinds.Number("--share", $"Share of a path's text that is its beginning, more than 0 and less than 1 (default: {share.ToString("0.00", CultureInfo.InvariantCulture)}).");

    /// <summary>Where problems come from; all of them are harvested.</summary>
    public ProblemOptions Problems { get; } = new();

    /// <summary>Paths, routing, sampling, output.</summary>
    public ExperimentOptions Experiment { get; } = new(UsualPaths);

    /// <summary>Adds them to a command.</summary>
    /// <param name="command">The command.</param>
    public void AddTo(Command command)
    {
        command.Add(_count);
        command.Add(_harvestPaths);
        command.Add(_share);
        Problems.AddTo(command);
        Experiment.AddTo(command);
        command.Validators.Add(result =>
        {
            if (result.GetValue(_share) is <= 0 or >= 1)
            {
                result.AddError("--share must be more than 0 and less than 1.");
            }
        });
    }

    /// <summary>Problems wanted.</summary>
    /// <param name="parsed">The command line.</param>
    public int Count(ParseResult parsed) => parsed.GetValue(_count)!.Value;

    /// <summary>Paths of each harvest.</summary>
    /// <param name="parsed">The command line.</param>
    public int HarvestPaths(ParseResult parsed) => parsed.GetValue(_harvestPaths)!.Value;

    /// <summary>Share of a text that is its beginning.</summary>
    /// <param name="parsed">The command line.</param>
    public double Share(ParseResult parsed) => parsed.GetValue(_share) ?? share;
}
