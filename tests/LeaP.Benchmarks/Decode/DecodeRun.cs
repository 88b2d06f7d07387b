namespace LeaP.Benchmarks.Decode;

/// <summary>What one measurement gave.</summary>
/// <param name="Paths">Paths that drew at once.</param>
/// <param name="TokensPerSecond">Tokens of all paths in a second.</param>
/// <param name="Overhead">Share of the time that was not spent in model runs, 0 to 1.</param>
/// <param name="Drawn">Tokens of each path, the first one included, which is not timed.</param>
internal sealed record DecodeRun(int Paths, double TokensPerSecond, double Overhead, int[][] Drawn);
