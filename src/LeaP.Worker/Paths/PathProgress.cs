namespace LeaP.Worker.Paths;

/// <summary>New text of a path and where it stands in its turn.</summary>
/// <param name="Text">Text since the previous report.</param>
/// <param name="TurnTokens">Tokens drawn in the present turn.</param>
/// <param name="Turn">The present turn, from 1.</param>
internal sealed record PathProgress(string Text, int TurnTokens, int Turn);
