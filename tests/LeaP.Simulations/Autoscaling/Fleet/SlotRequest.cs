using LeaP.Router.Sessions;

namespace LeaP.Simulations.Autoscaling.Fleet;

/// <summary>Paths that wait in the router's placement queue.</summary>
/// <param name="Session">Their session.</param>
/// <param name="Paths">The paths.</param>
/// <param name="IsMove">True for paths that lost their worker.</param>
/// <param name="Asked">When they were put there.</param>
/// <param name="Granted">The queue's answer.</param>
internal sealed record SlotRequest(
    SimulatedSession Session,
    IReadOnlyList<SimulatedPath> Paths,
    bool IsMove,
    TimeSpan Asked,
    Task<IReadOnlyList<ISessionLink>> Granted);
