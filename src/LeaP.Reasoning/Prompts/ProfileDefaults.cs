namespace LeaP.Reasoning.Prompts;

/// <summary>The settings a profile proposes for its model where a request names none.</summary>
/// <param name="PathCount">Paths per problem, N in the paper, at least 1.</param>
/// <param name="IntervalTokens">New tokens per turn, T in the paper, at least 1.</param>
/// <param name="FirstIntervalTokens">New tokens of the first turn, at least 1; 0 = <paramref name="IntervalTokens"/>.</param>
/// <param name="SummaryTokens">Most tokens of a summary, at least 1.</param>
/// <param name="AnswerTokens">Most tokens of an answer, at least 1.</param>
/// <param name="MaxTurns">Most turns of a path, M in the paper, at least 1.</param>
/// <param name="Policy">Name of the routing policy.</param>
/// <param name="PeerCount">Peers a path hears, k in the paper; 0 = every other path.</param>
/// <param name="Temperature">Sampling temperature, at least 0; 0 = greedy.</param>
/// <param name="TopP">Nucleus kept when sampling, above 0 and at most 1.</param>
/// <param name="TopK">How many tokens are kept when sampling; 0 = all.</param>
public sealed record ProfileDefaults(
    int PathCount,
    int IntervalTokens,
    int FirstIntervalTokens,
    int SummaryTokens,
    int AnswerTokens,
    int MaxTurns,
    string Policy,
    int PeerCount,
    double Temperature,
    double TopP,
    int TopK);
