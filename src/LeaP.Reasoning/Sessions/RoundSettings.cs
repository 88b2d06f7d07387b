namespace LeaP.Reasoning.Sessions;

/// <summary>Turns of a session and their lengths.</summary>
public sealed record RoundSettings
{
    // So that a share such as 0.3, which no binary number is equal to, asks for 3 of 10 and not for 4.
    private const double QuorumSlack = 1e-6;

    /// <summary>Tokens of one turn: the paper's T.</summary>
    public required int IntervalTokens { get; init; }

    /// <summary>Longest summary in tokens.</summary>
    public required int SummaryTokens { get; init; }

    /// <summary>Turns before a path must answer, the first included: the paper's M.</summary>
    public required int MaxTurns { get; init; }

    /// <summary>Longest answer section in tokens.</summary>
    public required int AnswerTokens { get; init; }

    /// <summary>Rounds with an exchange, from 1; empty means every round.</summary>
    public IReadOnlyList<int> ExchangeRounds { get; init; } = [];

    /// <summary>Tokens of the first turn; 0 means <see cref="IntervalTokens"/>.</summary>
    public int FirstIntervalTokens { get; init; }

    /// <summary>Longest context of a path in tokens; 0 means the model's whole context.</summary>
    public int MaxContextTokens { get; init; }

    /// <summary>Tokens of a turn.</summary>
    /// <param name="turn">The turn, from 1.</param>
    public int TokensOf(int turn) => turn == 1 && FirstIntervalTokens > 0 ? FirstIntervalTokens : IntervalTokens;

    /// <summary>Longest a round waits for its last summary, counted from its first; null for the router's limit.</summary>
    public TimeSpan? TimeLimit { get; init; }

    /// <summary>Share of the living paths whose summaries close a round, more than 0 to 1; 1 waits for all of them.</summary>
    public double Quorum { get; init; } = 1;

    /// <summary>Summaries that close a round.</summary>
    /// <param name="livingPaths">Paths that live; 1 or more.</param>
    /// <returns>At least 1, at most <paramref name="livingPaths"/>.</returns>
    public int PathsNeeded(int livingPaths) =>
        Math.Clamp((int)Math.Ceiling((Quorum * livingPaths) - QuorumSlack), 1, Math.Max(1, livingPaths));

    /// <summary>
    /// True when an exchange follows turn <paramref name="turn"/>. Never after the last turn: its summaries would
    /// be read by nobody. So a session of one turn has no exchange at all.
    /// </summary>
    /// <param name="turn">The turn, from 1.</param>
    public bool IsExchange(int turn) =>
        turn < MaxTurns && (ExchangeRounds.Count == 0 || ExchangeRounds.Contains(turn));

    /// <summary>The first round with an exchange after <paramref name="round"/>; 0 when there is none.</summary>
    /// <param name="round">A round; 0 for the beginning.</param>
    public int NextExchange(int round)
    {
        for (int next = round + 1; next < MaxTurns; next++)
        {
            if (IsExchange(next))
            {
                return next;
            }
        }

        return 0;
    }
}
