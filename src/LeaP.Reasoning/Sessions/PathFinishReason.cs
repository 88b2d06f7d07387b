namespace LeaP.Reasoning.Sessions;

/// <summary>Why a path stopped generating.</summary>
public enum PathFinishReason
{
    /// <summary>It still runs.</summary>
    None,

    /// <summary>The model ended its own reasoning.</summary>
    Stop,

    /// <summary>Its turns or its context ran out and the answer was drawn with the closing prompt.</summary>
    Length,

    /// <summary>The session was cancelled.</summary>
    Cancelled,

    /// <summary>The path failed and was not tried again.</summary>
    Failed,

    /// <summary>The vote could no longer change, so the path was stopped before it answered.</summary>
    Decided,

    /// <summary>Its group had talked and another path of the group went on alone.</summary>
    GroupDone,

    /// <summary>The session's token budget ran out and the answer was drawn with the closing prompt.</summary>
    Budget,
}
