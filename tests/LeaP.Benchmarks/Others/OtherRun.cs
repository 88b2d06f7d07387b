namespace LeaP.Benchmarks.Others;

/// <summary>What a run of another runtime gave.</summary>
/// <param name="Seconds">Its time without the prompt.</param>
/// <param name="Drawn">Tokens of each sequence that were timed, and maybe those before them that were not.</param>
internal sealed record OtherRun(double Seconds, IReadOnlyList<IReadOnlyList<int>> Drawn);
