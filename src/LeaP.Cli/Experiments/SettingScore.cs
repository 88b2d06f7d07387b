using LeaP.Evaluation.Statistics;

namespace LeaP.Cli.Experiments;

/// <summary>What one setting came to over all problems. A session without an answer counts as wrong.</summary>
internal sealed record SettingScore
{
    /// <summary>Name of the setting.</summary>
    public required string Setting { get; init; }

    /// <summary>Problems measured.</summary>
    public required int Problems { get; init; }

    /// <summary>Sessions in which no path gave an answer.</summary>
    public required int Unanswered { get; init; }

    /// <summary>Sessions that broke.</summary>
    public required int Failures { get; init; }

    /// <summary>Mean share of right paths.</summary>
    public required Estimate Pass { get; init; }

    /// <summary>Share of problems whose voted answer is right.</summary>
    public required Estimate Consensus { get; init; }

    /// <summary>Share of problems that any path got right.</summary>
    public required Estimate Any { get; init; }

    /// <summary>Reasoning tokens of a path.</summary>
    public required double ReasoningTokens { get; init; }

    /// <summary>Summary tokens of a path.</summary>
    public required double SummaryTokens { get; init; }

    /// <summary>Peer tokens of a path.</summary>
    public required double PeerTokens { get; init; }

    /// <summary>Discarded tokens of a path.</summary>
    public required double DiscardedTokens { get; init; }

    /// <summary>Scores a setting's records.</summary>
    /// <param name="records">At least one record, all of one setting.</param>
    /// <param name="seed">Seed of the bootstrap.</param>
    public static SettingScore Of(IReadOnlyCollection<ProblemRecord> records, int seed)
    {
        double paths = records.Sum(record => record.PathAnswers.Count);
        return new SettingScore
        {
            Setting = records.First().Setting,
            Problems = records.Count,
            Unanswered = records.Count(record => record.IsUnanswered),
            Failures = records.Count(record => record.IsBroken),
            Pass = Bootstrap.Mean([.. records.Select(record => record.Pass())], seed),
            Consensus = Bootstrap.Mean([.. records.Select(record => record.Consensus())], seed),
            Any = Bootstrap.Mean([.. records.Select(record => record.Any())], seed),
            ReasoningTokens = records.Sum(record => record.ReasoningTokens) / paths,
            SummaryTokens = records.Sum(record => record.SummaryTokens) / paths,
            PeerTokens = records.Sum(record => record.PeerTokens) / paths,
            DiscardedTokens = records.Sum(record => record.DiscardedTokens) / paths,
        };
    }
}
