namespace LeaP.Simulations.Autoscaling.Load;

/// <summary>A session to come.</summary>
/// <param name="Arrival">When its client calls, from the beginning of the day.</param>
/// <param name="PathTimes">How long each path holds its slot when nothing disturbs it.</param>
/// <param name="Rounds">Rounds it routes.</param>
internal sealed record SessionPlan(TimeSpan Arrival, IReadOnlyList<TimeSpan> PathTimes, int Rounds);
