using System.Globalization;
using LeaP.Evaluation.Runs;
using LeaP.Evaluation.Statistics;
using LeaP.Reasoning.Sessions;

namespace LeaP.Evaluation.Experiments;

/// <summary>Reads scores out of the records of experiments with given beginnings.</summary>
public static class TrapScores
{
    /// <summary>The arm a record belongs to.</summary>
    /// <param name="record">A record of a prefix trap.</param>
    /// <exception cref="FormatException">Its label names no arm.</exception>
    public static TrapArm ArmOf(RunRecord record)
    {
        ArgumentNullException.ThrowIfNull(record);
        string name = record.Labels.GetValueOrDefault(ExperimentLabels.Arm, "");
        return Enum.TryParse(name, ignoreCase: true, out TrapArm arm) && Enum.IsDefined(arm)
            ? arm
            : throw new FormatException($"Label {ExperimentLabels.Arm} of setting {record.Setting} is '{name}'; allowed are {string.Join(", ", Enum.GetNames<TrapArm>()).ToLowerInvariant()}.");
    }

    /// <summary>A label that is a number.</summary>
    /// <param name="record">A record.</param>
    /// <param name="label">The label.</param>
    /// <exception cref="FormatException">It is missing or no number.</exception>
    public static int NumberOf(RunRecord record, string label)
    {
        ArgumentNullException.ThrowIfNull(record);
        return int.TryParse(record.Labels.GetValueOrDefault(label, ""), NumberStyles.None, CultureInfo.InvariantCulture, out int number)
            ? number
            : throw new FormatException($"Label {label} of setting {record.Setting} must be a whole number of at least 0, not '{record.Labels.GetValueOrDefault(label, "")}'.");
    }

    /// <summary>Share of right ones among the trapped paths; among all where none is trapped.</summary>
    /// <param name="record">A record of a prefix trap.</param>
    public static double TrappedPass(RunRecord record)
    {
        ArgumentNullException.ThrowIfNull(record);
        int trapped = NumberOf(record, ExperimentLabels.Trapped);
        return trapped == 0 ? ProblemScores.Pass(record) : (double)record.Paths.Count(path => path.IsRight && IndexOf(path) < trapped) / trapped;
    }

    /// <summary>Pass@1 without beginnings less Pass@1 of trapped paths, problem by problem.</summary>
    /// <param name="without">Records without beginnings.</param>
    /// <param name="with">Records with beginnings of the same problems.</param>
    /// <param name="seed">Seed of the interval.</param>
    /// <returns>The gap with its 95 % interval, as a share; more than 0 where beginnings harm.</returns>
    public static Estimate Gap(IEnumerable<RunRecord> without, IEnumerable<RunRecord> with, int seed) =>
        Bootstrap.Mean(ProblemScores.Differences(without, ProblemScores.Pass, with, TrappedPass), seed);

    private static int IndexOf(PathRecord path) => PathIds.TryParse(path.PathId, out int index)
        ? index
        : throw new FormatException($"'{path.PathId}' is not the name of a path; paths are named p0, p1 and so on.");
}
