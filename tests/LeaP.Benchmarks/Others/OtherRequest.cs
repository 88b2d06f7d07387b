namespace LeaP.Benchmarks.Others;

/// <summary>A run that another runtime is asked for: the most likely token each time.</summary>
/// <param name="Sequences">Sequences at once.</param>
/// <param name="Prompt">Tokens that each begins with.</param>
/// <param name="Tokens">Tokens that each draws.</param>
internal sealed record OtherRequest(int Sequences, IReadOnlyList<int> Prompt, int Tokens);
