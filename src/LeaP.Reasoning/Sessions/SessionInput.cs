namespace LeaP.Reasoning.Sessions;

/// <summary>
/// One thing that changed a session. A session's inputs in order, applied to a new session with the same settings, give
/// the same session again, since it holds no clock and draws nothing but from its seed.
/// </summary>
public sealed record SessionInput
{
    /// <summary>What happened.</summary>
    public required SessionInputKind Kind { get; init; }

    /// <summary>Position of the path, from 0; 0 where no path is concerned.</summary>
    public int PathIndex { get; init; }

    /// <summary>The worker of <see cref="SessionInputKind.Placed"/>; else empty.</summary>
    public string WorkerId { get; init; } = "";

    /// <summary>
    /// The report of <see cref="SessionInputKind.Summarized"/>, <see cref="SessionInputKind.Finished"/> and
    /// <see cref="SessionInputKind.Counted"/>; else null.
    /// </summary>
    public PathReport? Report { get; init; }

    /// <summary>The round of <see cref="SessionInputKind.Summarized"/>, from 1; else 0.</summary>
    public int Round { get; init; }

    /// <summary>The summary of <see cref="SessionInputKind.Summarized"/>; else empty.</summary>
    public string Summary { get; init; } = "";

    /// <summary>Why the path of <see cref="SessionInputKind.Finished"/> ended.</summary>
    public PathFinishReason Reason { get; init; }

    /// <summary>The answer of <see cref="SessionInputKind.Finished"/>; else empty.</summary>
    public string Answer { get; init; } = "";

    /// <summary>The failure of <see cref="SessionInputKind.Failed"/>; else null.</summary>
    public SessionFailure? Failure { get; init; }
}
