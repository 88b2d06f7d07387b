namespace LeaP.Reasoning.Prompts;

/// <summary>What a summary prompt is chosen for.</summary>
/// <param name="PathIndex">The path, from 0.</param>
/// <param name="Round">The round, from 0.</param>
/// <param name="Seed">Seed of the session; path and round are mixed in by the selector.</param>
/// <param name="TextSoFar">The path's whole text, already cut, which the summary prompt is appended to.</param>
public sealed record SummaryPromptRequest(int PathIndex, int Round, ulong Seed, string TextSoFar);
