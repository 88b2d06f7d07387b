namespace LeaP.Simulations.Autoscaling;

/// <summary>The fleet at one minute of the day.</summary>
/// <param name="At">The minute.</param>
/// <param name="Arrivals">Sessions that came in it.</param>
/// <param name="WaitingSessions">Requests in the queue at its end.</param>
/// <param name="Demand">Slots that are used or asked for at its end.</param>
/// <param name="Ready">Workers that take paths at its end.</param>
/// <param name="Paid">Workers that exist at its end, starting and draining ones included.</param>
internal sealed record DaySample(TimeSpan At, int Arrivals, int WaitingSessions, int Demand, int Ready, int Paid);
