using LeaP.Reasoning.Sessions;
using LeaP.Router.Placement;
using LeaP.Router.Sessions;

namespace LeaP.Simulations.Autoscaling.Fleet;

/// <summary>A worker as the router's placement sees it; its paths are only times.</summary>
/// <param name="id">Name.</param>
/// <param name="slots">Paths it runs at once.</param>
/// <param name="created">When its pod was created.</param>
internal sealed class SimulatedWorker(string id, int slots, TimeSpan created) : IPlacementTarget
{
    /// <inheritdoc />
    public string WorkerId => id;

    /// <inheritdoc />
    public int SlotCount => slots;

    /// <inheritdoc />
    public bool TakesPaths => State == WorkerState.Ready;

    /// <summary>Where it stands.</summary>
    public WorkerState State { get; set; } = WorkerState.Starting;

    /// <summary>When its pod was created.</summary>
    public TimeSpan Created => created;

    /// <summary>Paths it runs.</summary>
    public HashSet<SimulatedPath> Paths { get; } = [];

    /// <inheritdoc />
    public bool Serves(string model) => true;

    /// <inheritdoc />
    public bool StartPaths(ReasoningSession session, IReadOnlyList<PathAttempt> attempts) => throw NoText();

    /// <inheritdoc />
    public void SendPeers(int round, IReadOnlyList<PeerDelivery> deliveries) => throw NoText();

    /// <inheritdoc />
    public void CancelPaths(IReadOnlyList<PathAttempt> attempts, string reason) => throw NoText();

    private static NotSupportedException NoText() => new("A simulated worker only holds slots; no session runs on it.");
}
