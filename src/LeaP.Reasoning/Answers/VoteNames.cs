namespace LeaP.Reasoning.Answers;

/// <summary>Names of the votes that ship with the product.</summary>
public static class VoteNames
{
    /// <summary><see cref="MajorityVoteRule"/>.</summary>
    public const string Majority = "majority";

    /// <summary><see cref="ConfidenceVoteRule"/>.</summary>
    public const string Confidence = "confidence";

    /// <summary><see cref="ShortestVoteRule"/>.</summary>
    public const string Shortest = "shortest";
}
