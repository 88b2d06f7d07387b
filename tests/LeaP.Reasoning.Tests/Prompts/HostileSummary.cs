namespace LeaP.Reasoning.Tests.Prompts;

public sealed record HostileSummary(string Text);
