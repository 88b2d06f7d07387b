namespace LeaP.Reasoning.Sessions;

/// <summary>Where a session stands in its life.</summary>
public enum SessionState
{
    /// <summary>Accepted, waiting for path slots.</summary>
    Queued,

    /// <summary>At least one path was placed on a worker.</summary>
    Running,

    /// <summary>Ended with an answer.</summary>
    Succeeded,

    /// <summary>Ended without one.</summary>
    Failed,

    /// <summary>Stopped by a caller or by its time limit.</summary>
    Cancelled,
}
