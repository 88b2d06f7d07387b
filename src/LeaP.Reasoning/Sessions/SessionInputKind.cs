namespace LeaP.Reasoning.Sessions;

/// <summary>What can happen to a session from outside.</summary>
public enum SessionInputKind
{
    /// <summary>A path was put on a worker.</summary>
    Placed,

    /// <summary>A path was taken off its worker.</summary>
    Displaced,

    /// <summary>A path's summary was taken.</summary>
    Summarized,

    /// <summary>The open round was closed.</summary>
    RoundClosed,

    /// <summary>A path's end was taken.</summary>
    Finished,

    /// <summary>A path was given up.</summary>
    Failed,

    /// <summary>The paths that still lived were stopped because the vote could no longer change.</summary>
    Decided,

    /// <summary>The last counts of a path that was stopped were taken.</summary>
    Counted,

    /// <summary>The next layer was opened.</summary>
    LayerOpened,

    /// <summary>The end of a path was told to the session's readers.</summary>
    EndTold,
}
