using LeaP.Evaluation.Runs;
using LeaP.Evaluation.Statistics;

namespace LeaP.Evaluation.Experiments;

/// <summary>What a prefix trap came to.</summary>
public sealed class TrapTable
{
    private readonly Dictionary<(TrapArm Arm, bool IsIndependent), RunRecord[]> _records;
    private readonly int _seed;

    /// <summary>Reads the records of a prefix trap.</summary>
    /// <param name="records">The records.</param>
    /// <param name="seed">Seed of the intervals.</param>
    /// <exception cref="FormatException">A record carries labels that are not a prefix trap's.</exception>
    public TrapTable(IEnumerable<RunRecord> records, int seed)
    {
        _seed = seed;
        _records = records
            .GroupBy(record => (TrapScores.ArmOf(record), record.IsIndependent))
            .ToDictionary(group => group.Key, group => group.ToArray());
        Arms = [.. _records.Keys.Select(key => key.Arm).Distinct().Order()];
    }

    /// <summary>The arms that were run, in their order.</summary>
    public IReadOnlyList<TrapArm> Arms { get; }

    /// <summary>True when an arm was run.</summary>
    /// <param name="arm">The arm.</param>
    /// <param name="isIndependent">True for paths that exchange nothing, false for LeaP.</param>
    public bool Has(TrapArm arm, bool isIndependent) => _records.ContainsKey((arm, isIndependent));

    /// <summary>Pass@1 of the trapped paths of an arm that was run; of all paths for <see cref="TrapArm.None"/>.</summary>
    /// <param name="arm">The arm.</param>
    /// <param name="isIndependent">True for paths that exchange nothing, false for LeaP.</param>
    public Estimate Pass(TrapArm arm, bool isIndependent) =>
        Bootstrap.Mean(ProblemScores.Of(_records[(arm, isIndependent)], TrapScores.TrappedPass), _seed);

    /// <summary>Pass@1 of all paths of an arm that was run.</summary>
    /// <param name="arm">The arm.</param>
    /// <param name="isIndependent">True for paths that exchange nothing, false for LeaP.</param>
    public Estimate PassOfAll(TrapArm arm, bool isIndependent) =>
        Bootstrap.Mean(ProblemScores.Of(_records[(arm, isIndependent)], ProblemScores.Pass), _seed);

    /// <summary>
    /// The gap of an arm: Pass@1 without beginnings less Pass@1 of the trapped paths. As in the paper, both are
    /// measured against independent paths without beginnings (figures 1 and 4).
    /// </summary>
    /// <param name="arm">The arm.</param>
    /// <param name="isIndependent">True for paths that exchange nothing, false for LeaP.</param>
    public Estimate Gap(TrapArm arm, bool isIndependent) => Against(TrapArm.None, true, arm, isIndependent);

    /// <summary>The same against LeaP's own paths without beginnings, which is the harder measure for LeaP.</summary>
    /// <param name="arm">The arm.</param>
    public Estimate GapToOwn(TrapArm arm) => Against(TrapArm.None, false, arm, false);

    private Estimate Against(TrapArm free, bool freeIsIndependent, TrapArm arm, bool isIndependent) =>
        TrapScores.Gap(_records[(free, freeIsIndependent)], _records[(arm, isIndependent)], _seed);
}
