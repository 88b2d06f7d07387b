using LeaP.Protocol.Reasoning.V1;
using LeaP.Reasoning.Sessions;

namespace LeaP.Router.Mapping;

/// <summary>From the settings of groups and layers to what clients see.</summary>
internal static class ModeMapping
{
    /// <summary>Makes the groups in effect; null stays null.</summary>
    /// <param name="groups">The groups.</param>
    public static PathGroups? ToProto(GroupSettings? groups) => groups is null
        ? null
        : new PathGroups { GroupSize = groups.GroupSize, CommunicateRounds = groups.CommunicateRounds };

    /// <summary>Makes the layers in effect; null stays null.</summary>
    /// <param name="mixture">The layers.</param>
    public static AgentMixture? ToProto(MixtureSettings? mixture) => mixture is null
        ? null
        : new AgentMixture
        {
            Layers = mixture.Layers,
            Agents = mixture.Agents,
            FinalAgents = mixture.FinalAgents,
        };
}
