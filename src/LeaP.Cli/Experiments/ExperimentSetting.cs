using System.Globalization;

namespace LeaP.Cli.Experiments;

/// <summary>One way of reasoning that an experiment measures.</summary>
/// <param name="Mode">Mode of its sessions.</param>
/// <param name="Policy">Routing policy; empty without exchange.</param>
/// <param name="PeerCount">Peers each path hears from; null without exchange and when all are heard.</param>
internal sealed record ExperimentSetting(string Mode, string Policy, int? PeerCount)
{
    /// <summary>The policy that hears everybody, so that a number of peers says nothing.</summary>
    public const string AllPolicy = "all";

    /// <summary>Paths that never exchange anything.</summary>
    public static readonly ExperimentSetting Independent = new("independent", "", null);

    /// <summary>Name in tables and files, such as <c>random k=4</c>.</summary>
    public string Name => this switch
    {
        { Policy: "" } => Mode,
        { PeerCount: null } => Policy,
        _ => string.Create(CultureInfo.InvariantCulture, $"{Policy} k={PeerCount}"),
    };

    /// <summary>Independent paths, and LeaP with each policy and number of peers.</summary>
    /// <param name="policies">Routing policies, in order.</param>
    /// <param name="peerCounts">Numbers of peers, in order.</param>
    public static IReadOnlyList<ExperimentSetting> Expand(IEnumerable<string> policies, IReadOnlyList<int> peerCounts) =>
    [
        Independent,
        .. policies.Distinct(StringComparer.Ordinal).SelectMany(policy => policy == AllPolicy
            ? [new ExperimentSetting("leap", policy, null)]
            : peerCounts.Distinct().Select(count => new ExperimentSetting("leap", policy, count))),
    ];
}
