using LeaP.Evaluation.Runs;
using LeaP.Evaluation.Statistics;

namespace LeaP.Cli.Experiments;

/// <summary>The records of one setting and what they came to.</summary>
/// <param name="planned">Those the plan asked for.</param>
/// <param name="all">Those and the extra ones for votes at equal tokens.</param>
/// <param name="seed">Seed of the intervals.</param>
internal sealed class SettingRecords(IReadOnlyList<RunRecord> planned, IReadOnlyList<RunRecord> all, int seed)
{
    private readonly Lazy<SettingScore> _score = new(() => SettingScore.Of(planned, seed));

    /// <summary>Records the plan asked for.</summary>
    public IReadOnlyList<RunRecord> Planned { get; } = planned;

    /// <summary>Those and the extra ones for votes at equal tokens.</summary>
    public IReadOnlyList<RunRecord> All { get; } = all;

    /// <summary>What the planned ones came to.</summary>
    public SettingScore Score => _score.Value;
}
