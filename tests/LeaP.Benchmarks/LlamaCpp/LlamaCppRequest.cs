namespace LeaP.Benchmarks.LlamaCpp;

/// <summary>A run that llama.cpp is asked for.</summary>
/// <param name="Sequences">Sequences at once.</param>
/// <param name="Prompt">Tokens that each begins with.</param>
/// <param name="Tokens">Tokens that each draws.</param>
internal sealed record LlamaCppRequest(int Sequences, IReadOnlyList<int> Prompt, int Tokens);
