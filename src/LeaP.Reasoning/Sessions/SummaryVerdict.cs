namespace LeaP.Reasoning.Sessions;

/// <summary>What became of a reported summary.</summary>
public enum SummaryVerdict
{
    /// <summary>Counted for the round that is being collected.</summary>
    Counted,

    /// <summary>Kept, but its round was closed without it: the path goes on alone.</summary>
    Late,

    /// <summary>From an attempt that is no longer the path's newest, or told before: dropped.</summary>
    Dropped,

    /// <summary>For a round the path cannot be in: the worker breaks the protocol.</summary>
    Impossible,
}
