using System.Globalization;
using LeaP.Protocol.Reasoning.V1;
using LeaP.Reasoning.Sessions;

namespace LeaP.Router.Mapping;

/// <summary>Reads what belongs to one mode and is wrong in the others.</summary>
/// <param name="mode">The mode in effect.</param>
/// <param name="maxPaths">Most paths of one session.</param>
/// <param name="checks">Where wrong fields are noted.</param>
internal sealed class ModeReader(string mode, int maxPaths, FieldChecks checks)
{
    private const int MaxGroup = 64;
    private const int MaxCommunicateRounds = 1023;
    private const int MaxLayers = 16;
    private const int MaxAgents = 64;
    private const int MaxBeginning = 131_072;
    private const int MaxBeginnings = 1_048_576;

    /// <summary>Reads the layers of mode <c>moa</c>; null in other modes.</summary>
    /// <param name="request">The request.</param>
    public MixtureSettings? ReadMixture(ReasonRequest request)
    {
        if (mode != ReasoningModes.Moa)
        {
            RequireUnset(request.Mixture is null, "mixture", ReasoningModes.Moa);
            return null;
        }

        AgentMixture asked = request.Mixture ?? new AgentMixture();
        var mixture = new MixtureSettings(
            asked.Layers == 0
                ? MixtureSettings.DefaultLayers
                : checks.Range(asked.Layers, 2, MaxLayers, "mixture.layers"),
            checks.DefaultOrRange(asked.Agents, MixtureSettings.DefaultAgents, MaxAgents, "mixture.agents"),
            checks.DefaultOrRange(
                asked.FinalAgents, MixtureSettings.DefaultFinalAgents, MaxAgents, "mixture.final_agents"));
        checks.Require(
            !request.HasPathCount, "path_count", "must be unset in mode moa: it follows from mixture.");
        checks.Require(
            !request.HasAnswerSection || request.AnswerSection,
            "answer_section",
            "must be true in mode moa: later layers read it.");
        checks.Require(
            request.PathBeginnings.Count == 0, "path_beginnings", "must be empty in mode moa.");
        checks.Require(
            mixture.PathCount <= maxPaths,
            "mixture",
            string.Create(
                CultureInfo.InvariantCulture,
                $"must make at most {maxPaths} paths over all layers; it makes {mixture.PathCount}."));
        return mixture;
    }

    /// <summary>Reads the groups of mode <c>leap-s</c>; null in other modes.</summary>
    /// <param name="request">The request.</param>
    /// <param name="paths">Paths of the session.</param>
    /// <param name="rounds">Turns of the session.</param>
    public GroupSettings? ReadGroups(ReasonRequest request, int paths, RoundSettings rounds)
    {
        if (mode != ReasoningModes.LeapS)
        {
            RequireUnset(request.Groups is null, "groups", ReasoningModes.LeapS);
            return null;
        }

        PathGroups asked = request.Groups ?? new PathGroups();
        int size = asked.GroupSize == 0
            ? GroupSettings.DefaultGroupSize
            : checks.Range(asked.GroupSize, 2, MaxGroup, "groups.group_size");
        int exchanges = checks.DefaultOrRange(
            asked.CommunicateRounds,
            GroupSettings.DefaultCommunicateRounds,
            MaxCommunicateRounds,
            "groups.communicate_rounds");
        checks.Require(
            size is < 2 or > MaxGroup || paths % size == 0,
            "path_count",
            $"must be a multiple of groups.group_size, which is {size}; it is {paths}.");
        checks.Require(
            exchanges < rounds.MaxTurns,
            "groups.communicate_rounds",
            $"must be less than rounds.max_turns, which is {rounds.MaxTurns}; it is {exchanges}.");
        checks.Require(
            rounds.ExchangeRounds.Count == 0,
            "rounds.exchange_rounds",
            "must be empty in mode leap-s: groups.communicate_rounds tells the rounds.");
        return new GroupSettings(Math.Max(size, 1), Math.Clamp(exchanges, 1, MaxCommunicateRounds));
    }

    /// <summary>Reads the beginnings of paths.</summary>
    /// <param name="request">The request.</param>
    /// <param name="paths">Paths of the session.</param>
    public IReadOnlyList<string> ReadBeginnings(ReasonRequest request, int paths)
    {
        int count = request.PathBeginnings.Count;
        checks.Require(
            count <= 1 || count == paths,
            "path_beginnings",
            $"must be none, one for all paths, or one for each of the {paths} paths; there are {count}.");
        checks.Require(
            request.PathBeginnings.All(text => text.Length <= MaxBeginning)
            && request.PathBeginnings.Sum(text => (long)text.Length) <= MaxBeginnings,
            "path_beginnings",
            $"must be at most {MaxBeginning} characters each and {MaxBeginnings} together.");
        return count == 0 ? [] : [.. request.PathBeginnings];
    }

    private void RequireUnset(bool unset, string field, string owner) =>
        checks.Require(unset, field, $"must be unset in mode {mode}: it belongs to mode {owner}.");
}
