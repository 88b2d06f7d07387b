using LeaP.Evaluation.Runs;

namespace LeaP.Evaluation.Statistics;

/// <summary>
/// What one setting came to over all problems. A session that broke or has no answer counts as wrong, and so does a
/// path that gave none. A problem that was run several times counts once, with its mean.
/// </summary>
public sealed record SettingScore
{
    /// <summary>Name of the setting.</summary>
    public required string Setting { get; init; }

    /// <summary>True when its paths exchange nothing.</summary>
    public required bool IsIndependent { get; init; }

    /// <summary>Paths of a session.</summary>
    public required int Paths { get; init; }

    /// <summary>Problems measured.</summary>
    public required int Problems { get; init; }

    /// <summary>Sessions measured.</summary>
    public required int Sessions { get; init; }

    /// <summary>Sessions in which no path gave an answer.</summary>
    public required int Unanswered { get; init; }

    /// <summary>Sessions that broke.</summary>
    public required int Failures { get; init; }

    /// <summary>Pass@1: mean share of right paths.</summary>
    public required Estimate Pass { get; init; }

    /// <summary>Cons@N: share of sessions whose voted answer is right.</summary>
    public required Estimate Consensus { get; init; }

    /// <summary>Pass@N: share of sessions in which any path is right.</summary>
    public required Estimate Any { get; init; }

    /// <summary>Reasoning tokens of a path.</summary>
    public required double ReasoningTokens { get; init; }

    /// <summary>Summary tokens of a path.</summary>
    public required double SummaryTokens { get; init; }

    /// <summary>Peer tokens of a path.</summary>
    public required double PeerTokens { get; init; }

    /// <summary>Discarded tokens of a path.</summary>
    public required double DiscardedTokens { get; init; }

    /// <summary>Time of a session, in seconds.</summary>
    public required double Seconds { get; init; }

    /// <summary>Exchanges of a session.</summary>
    public required double Rounds { get; init; }

    /// <summary>Scores a setting's records.</summary>
    /// <param name="records">At least one record, all of one setting.</param>
    /// <param name="seed">Seed of the bootstrap.</param>
    public static SettingScore Of(IReadOnlyCollection<RunRecord> records, int seed)
    {
        ArgumentNullException.ThrowIfNull(records);
        RunRecord first = records.First();
        double paths = Math.Max(1, records.Sum(record => record.PathCount));
        TokenTotals tokens = records.Aggregate(TokenTotals.None, (sum, record) => sum + record.Tokens);
        return new SettingScore
        {
            Setting = first.Setting,
            IsIndependent = first.IsIndependent,
            Paths = records.Max(record => record.PathCount),
            Problems = records.Select(record => record.Problem).Distinct().Count(),
            Sessions = records.Count,
            Unanswered = records.Count(record => record.IsUnanswered),
            Failures = records.Count(record => record.IsBroken),
            Pass = Bootstrap.Mean(ProblemScores.Of(records, ProblemScores.Pass), seed),
            Consensus = Bootstrap.Mean(ProblemScores.Of(records, ProblemScores.Consensus), seed),
            Any = Bootstrap.Mean(ProblemScores.Of(records, ProblemScores.Any), seed),
            ReasoningTokens = tokens.Reasoning / paths,
            SummaryTokens = tokens.Summary / paths,
            PeerTokens = tokens.Peer / paths,
            DiscardedTokens = tokens.Discarded / paths,
            Seconds = records.Average(record => record.Seconds),
            Rounds = records.Average(record => record.Rounds),
        };
    }
}
