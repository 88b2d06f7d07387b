namespace LeaP.Evaluation.Replays;

/// <summary>What a path said in a round.</summary>
/// <param name="Path">Position of the path, from 0.</param>
/// <param name="Text">The summary, its tags removed.</param>
public sealed record RecordedSummary(int Path, string Text);
