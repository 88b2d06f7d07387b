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
        return trapped == 0 ? Pass(record) : (double)record.Paths.Count(path => path.IsRight && IndexOf(path) < trapped) / trapped;
    }

    /// <summary>Share of right paths.</summary>
    /// <param name="record">A record.</param>
    public static double Pass(RunRecord record)
    {
        ArgumentNullException.ThrowIfNull(record);
        return (double)record.RightPaths / record.PathCount;
    }

    /// <summary>Pass@1 without beginnings less Pass@1 of trapped paths, problem by problem.</summary>
    /// <param name="without">Records without beginnings.</param>
    /// <param name="with">Records with beginnings of the same problems.</param>
    /// <param name="seed">Seed of the interval.</param>
    /// <returns>The gap with its 95 % interval, as a share; more than 0 where beginnings harm.</returns>
    public static Estimate Gap(IEnumerable<RunRecord> without, IEnumerable<RunRecord> with, int seed)
    {
        Dictionary<int, double> free = MeanByProblem(without, Pass);
        return Bootstrap.Mean(
            [.. MeanByProblem(with, TrappedPass).Where(problem => free.ContainsKey(problem.Key)).Select(problem => free[problem.Key] - problem.Value)],
            seed);
    }

    /// <summary>A mean over problems; runs of one problem are averaged first.</summary>
    /// <param name="records">At least one record.</param>
    /// <param name="score">Score of a record, 0 to 1.</param>
    /// <param name="seed">Seed of the interval.</param>
    public static Estimate Mean(IEnumerable<RunRecord> records, Func<RunRecord, double> score, int seed) =>
        Bootstrap.Mean([.. MeanByProblem(records, score).Values], seed);

    private static Dictionary<int, double> MeanByProblem(IEnumerable<RunRecord> records, Func<RunRecord, double> score) => records
        .GroupBy(record => record.Problem)
        .OrderBy(problem => problem.Key)
        .ToDictionary(problem => problem.Key, problem => problem.Average(score));

    private static int IndexOf(PathRecord path) => PathIds.TryParse(path.PathId, out int index)
        ? index
        : throw new FormatException($"'{path.PathId}' is not the name of a path; paths are named p0, p1 and so on.");
}
