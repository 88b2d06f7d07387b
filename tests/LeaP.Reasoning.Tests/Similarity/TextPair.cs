namespace LeaP.Reasoning.Tests.Similarity;

public sealed record TextPair(string A, string B);
