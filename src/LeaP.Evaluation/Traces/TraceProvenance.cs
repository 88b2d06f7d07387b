namespace LeaP.Evaluation.Traces;

/// <summary>Where a record comes from.</summary>
public sealed record TraceProvenance
{
    /// <summary>The session.</summary>
    public required string SessionId { get; init; }

    /// <summary>The path.</summary>
    public required string PathId { get; init; }

    /// <summary>Seed of the path's own sampling, a decimal number of up to 64 bits without sign.</summary>
    public required string PathSeed { get; init; }

    /// <summary>Worker that ended it.</summary>
    public required string WorkerId { get; init; }

    /// <summary>Times it was placed.</summary>
    public required int Attempt { get; init; }

    /// <summary>When the session was accepted, in ISO 8601 and UTC.</summary>
    public required string Created { get; init; }

    /// <summary>When the session ended, in ISO 8601 and UTC.</summary>
    public required string Finished { get; init; }

    /// <summary>Where the right answer was read; empty for the command line.</summary>
    public required string Results { get; init; }

    /// <summary>Labels of the session.</summary>
    public required IReadOnlyDictionary<string, string> Labels { get; init; }
}
