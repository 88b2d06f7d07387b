using LeaP.Protocol.Reasoning.V1;
using LeaP.Reasoning.PeerRouting;
using LeaP.Reasoning.Sessions;

namespace LeaP.Evaluation.Runs;

/// <summary>One way of reasoning that is measured.</summary>
/// <param name="Name">Name in tables and files, unique among the settings of a plan.</param>
/// <param name="Template">What all its requests have in common; what is unset is the model's default. Not to be changed.</param>
public sealed record RunSetting(string Name, ReasonRequest Template)
{
    /// <summary>Labels that its records carry, such as the value that a sweep varies.</summary>
    public IReadOnlyDictionary<string, string> Labels { get; init; } = new Dictionary<string, string>();

    /// <summary>True when paths exchange nothing.</summary>
    public bool IsIndependent => Template.Mode == ReasoningModes.Independent;

    /// <summary>Paths of a session; null for the model's default.</summary>
    public int? PathCount => Template.HasPathCount ? Template.PathCount : null;

    /// <summary>Independent paths: the baseline of every comparison.</summary>
    /// <param name="template">What requests of all settings have in common.</param>
    public static RunSetting Independent(ReasonRequest template)
    {
        ArgumentNullException.ThrowIfNull(template);
        ReasonRequest request = template.Clone();
        request.Mode = ReasoningModes.Independent;
        request.PeerRouting ??= new();
        request.PeerRouting.Policy = "";
        return new RunSetting(ReasoningModes.Independent, request);
    }

    /// <summary>LeaP with a routing policy.</summary>
    /// <param name="template">What requests of all settings have in common.</param>
    /// <param name="policy">The policy.</param>
    /// <param name="peerCount">Peers each path hears from; null for the model's default, and where all are heard.</param>
    public static RunSetting Leap(ReasonRequest template, string policy, int? peerCount)
    {
        ArgumentNullException.ThrowIfNull(template);
        ReasonRequest request = template.Clone();
        request.Mode = ReasoningModes.Leap;
        request.PeerRouting ??= new();
        request.PeerRouting.Policy = policy;
        if (peerCount is not { } count)
        {
            return new RunSetting(policy, request);
        }

        request.PeerRouting.PeerCount = count;
        return new RunSetting(FormattableString.Invariant($"{policy} k={count}"), request);
    }

    /// <summary>Independent paths, and LeaP with each policy and number of peers.</summary>
    /// <param name="template">What requests of all settings have in common.</param>
    /// <param name="policies">Routing policies, in order.</param>
    /// <param name="peerCounts">Numbers of peers, in order; a policy that hears everybody needs none.</param>
    public static IReadOnlyList<RunSetting> Expand(
        ReasonRequest template, IEnumerable<string> policies, IReadOnlyList<int> peerCounts)
    {
        ArgumentNullException.ThrowIfNull(policies);
        ArgumentNullException.ThrowIfNull(peerCounts);
        return
        [
            Independent(template),
            .. policies.Distinct(StringComparer.Ordinal).SelectMany(policy => policy == PeerRoutingNames.All
                ? [Leap(template, policy, null)]
                : peerCounts.Distinct().Select(count => Leap(template, policy, count))),
        ];
    }
}
