using LeaP.Evaluation.Runs;
using LeaP.Evaluation.Statistics;

namespace LeaP.Evaluation.Reports;

/// <summary>What one setting of a file came to. A path or session without an answer counts as wrong.</summary>
internal sealed record SettingResult
{
    /// <summary>Name of the setting.</summary>
    public required string Name { get; init; }

    /// <summary>Its records.</summary>
    public required IReadOnlyList<RunRecord> Records { get; init; }

    /// <summary>Mean share of right paths.</summary>
    public required Estimate Pass { get; init; }

    /// <summary>Share of right votes.</summary>
    public required Estimate Vote { get; init; }

    /// <summary>Tokens a session had to process, its prompt left out.</summary>
    public required double Tokens { get; init; }

    /// <summary>
    /// The settings of a file in its order; those without records are left out, and so are runs beyond the plan's, which
    /// are there for votes at equal tokens.
    /// </summary>
    /// <param name="file">The file.</param>
    /// <param name="seed">Seed of the intervals.</param>
    public static IReadOnlyList<SettingResult> AllOf(RunFile file, int seed)
    {
        ILookup<string, RunRecord> bySetting = file.Records.Where(record => record.Run < file.Header.Runs).ToLookup(record => record.Setting, StringComparer.Ordinal);
        return
        [
            .. file.Header.Settings.Where(bySetting.Contains).Select(name => Of(name, [.. bySetting[name]], seed)),
        ];
    }

    private static SettingResult Of(string name, IReadOnlyList<RunRecord> records, int seed) => new()
    {
        Name = name,
        Records = records,
        Pass = Bootstrap.Mean(ProblemScores.Of(records, ProblemScores.Pass), seed),
        Vote = Bootstrap.Mean(ProblemScores.Of(records, ProblemScores.Consensus), seed),
        Tokens = records.Average(record => record.Tokens.Processed),
    };
}
