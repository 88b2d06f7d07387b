using LeaP.Inference.Sampling;
using LeaP.Reasoning.Sessions;

namespace LeaP.Worker.Paths;

/// <summary>Paths of one session that the router wants run here.</summary>
internal sealed record SessionOrder
{
    /// <summary>Model to run.</summary>
    public required string Model { get; init; }

    /// <summary>The problem as the client wrote it.</summary>
    public required string Problem { get; init; }

    /// <summary>One of <see cref="ReasoningModes"/>.</summary>
    public required string Mode { get; init; }

    /// <summary>Name of the answer format.</summary>
    public required string AnswerFormat { get; init; }

    /// <summary>False to end a path at the end of its own reasoning.</summary>
    public required bool AnswerSection { get; init; }

    /// <summary>How tokens are drawn.</summary>
    public required SamplingSettings Sampling { get; init; }

    /// <summary>Strings of the client's that end a path.</summary>
    public required IReadOnlyList<string> StopStrings { get; init; }

    /// <summary>Turns and their lengths.</summary>
    public required RoundSettings Rounds { get; init; }

    /// <summary>Longest pause for a peer block.</summary>
    public required TimeSpan PeerWaitLimit { get; init; }

    /// <summary>True when text is wanted as it is generated.</summary>
    public required bool TextWanted { get; init; }

    /// <summary>Seed of the session, for choices that are the same on every worker.</summary>
    public required ulong SessionSeed { get; init; }

    /// <summary>The paths.</summary>
    public required IReadOnlyList<PathOrder> Paths { get; init; }
}
