using LeaP.Protocol.Reasoning.V1;
using LeaP.Reasoning.Answers;

namespace LeaP.Router.Mapping;

/// <summary>Reads how a session comes to its end: which vote, and after how many tokens.</summary>
internal static class EndingReader
{
    private const long MaxBudget = 1_000_000_000_000;

    /// <summary>Reads the vote, and whether it may end the session early.</summary>
    /// <param name="request">The request.</param>
    /// <param name="checks">Where wrong fields are noted.</param>
    public static string ReadVote(ReasonRequest request, FieldChecks checks)
    {
        string name = checks.Name(request.Vote, VoteNames.Majority, VoteRules.Catalog.Names, "vote");
        if (VoteRules.Catalog.TryFind(name, out IVoteRule? rule))
        {
            checks.Require(
                !request.StopWhenDecided || rule.CanDecideEarly,
                "stop_when_decided",
                $"must be false with the vote \"{name}\": a path that is still out may lower the winner's score.");
        }

        return name;
    }

    /// <summary>Reads the token budget.</summary>
    /// <param name="request">The request.</param>
    /// <param name="paths">Paths of the session.</param>
    /// <param name="checks">Where wrong fields are noted.</param>
    public static long ReadBudget(ReasonRequest request, int paths, FieldChecks checks)
    {
        checks.Require(
            request.TokenBudget == 0 || (request.TokenBudget >= paths && request.TokenBudget <= MaxBudget),
            "token_budget",
            $"must be 0, or {paths} (one for each path) to {MaxBudget}; it is {request.TokenBudget}.");
        return request.TokenBudget;
    }
}
