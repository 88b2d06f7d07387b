using LeaP.Reasoning.Catalogs;

namespace LeaP.Reasoning.Answers;

/// <summary>The votes that ship with the product.</summary>
public static class VoteRules
{
    /// <summary>One instance of each, by name.</summary>
    public static NamedCatalog<IVoteRule> Catalog { get; } =
        new([new MajorityVoteRule(), new ConfidenceVoteRule(), new ShortestVoteRule()]);
}
