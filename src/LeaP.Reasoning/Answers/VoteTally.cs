namespace LeaP.Reasoning.Answers;

/// <summary>Who voted for one answer.</summary>
/// <param name="Answer">The answer in normal form.</param>
/// <param name="PathIndexes">The paths that gave it, in index order; never empty.</param>
public sealed record VoteTally(string Answer, IReadOnlyList<int> PathIndexes)
{
    /// <summary>How many paths gave it.</summary>
    public int Votes => PathIndexes.Count;
}
