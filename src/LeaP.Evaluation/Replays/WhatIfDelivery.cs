namespace LeaP.Evaluation.Replays;

/// <summary>What one path heard in one round, and what it would have heard.</summary>
public sealed record WhatIfDelivery
{
    /// <summary>The round, from 1.</summary>
    public required int Round { get; init; }

    /// <summary>The hearing path, such as <c>p0</c>.</summary>
    public required string PathId { get; init; }

    /// <summary>Whom it heard, in order.</summary>
    public required IReadOnlyList<string> Heard { get; init; }

    /// <summary>Whom it would have heard, in order.</summary>
    public required IReadOnlyList<WhatIfPeer> WouldHear { get; init; }

    /// <summary>Whom it heard and would not have heard.</summary>
    public required IReadOnlyList<string> Missing { get; init; }

    /// <summary>How both differ.</summary>
    public required WhatIfChange Change { get; init; }
}
