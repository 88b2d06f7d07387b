namespace LeaP.Benchmarks.LlamaCpp;

/// <summary>What a run of llama.cpp gave.</summary>
/// <param name="Seconds">Its time without the prompt.</param>
/// <param name="Drawn">Tokens of each sequence.</param>
internal sealed record LlamaCppRun(double Seconds, IReadOnlyList<IReadOnlyList<int>> Drawn);
