namespace LeaP.Reasoning.Sessions;

/// <summary>Where a path stands in its life.</summary>
public enum PathState
{
    /// <summary>Waiting for a worker.</summary>
    Pending,

    /// <summary>Generating.</summary>
    Running,

    /// <summary>Paused for its round's peer block.</summary>
    Waiting,

    /// <summary>Ended with an answer, at its budget or by a cancel.</summary>
    Finished,

    /// <summary>Ended by a failure that was not tried again.</summary>
    Failed,
}
