namespace LeaP.Simulations.Autoscaling.Scaling;

/// <summary>Says how many workers there should be.</summary>
internal interface IReplicaController
{
    /// <summary>Name in tables and figures.</summary>
    string Name { get; }

    /// <summary>Workers at the beginning.</summary>
    int InitialReplicas { get; }

    /// <summary>Fewest workers it may ask for.</summary>
    int MinReplicas { get; }

    /// <summary>How often it decides.</summary>
    TimeSpan Period { get; }

    /// <summary>Decides once.</summary>
    /// <param name="now">Time since the beginning; never less than in the call before.</param>
    /// <param name="fleet">The metrics it sees.</param>
    /// <returns>Replicas asked for from now on.</returns>
    int Decide(TimeSpan now, FleetReading fleet);
}
