using LeaP.Reasoning.Sessions;

namespace LeaP.Evaluation.Replays;

/// <summary>What is needed of a session to route it again.</summary>
public sealed record RecordedSession
{
    /// <summary>Its identifier.</summary>
    public required string SessionId { get; init; }

    /// <summary>Who heard whom.</summary>
    public required RoutingSettings Routing { get; init; }

    /// <summary>Seed of its random choices.</summary>
    public required long Seed { get; init; }

    /// <summary>Its exchanges, in order.</summary>
    public required IReadOnlyList<RecordedRound> Rounds { get; init; }

    /// <summary>
    /// False when the record holds the paths' texts alone, so that whom they heard was worked out anew from the
    /// session's own settings.
    /// </summary>
    public required bool IsHeardRecorded { get; init; }
}
