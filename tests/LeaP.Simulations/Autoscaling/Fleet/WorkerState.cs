namespace LeaP.Simulations.Autoscaling.Fleet;

/// <summary>Life of a simulated worker.</summary>
internal enum WorkerState
{
    /// <summary>Its pod exists and costs; it is not linked yet.</summary>
    Starting,

    /// <summary>Linked; takes paths.</summary>
    Ready,

    /// <summary>Told to stop; runs its paths on and takes no new ones.</summary>
    Draining,

    /// <summary>Gone.</summary>
    Gone,
}
