namespace LeaP.FunctionalTests.Replay;

/// <summary>One recorded call of the released code: what it asked and what came back.</summary>
internal sealed record ReplayCall(string Prompt, string Output);
