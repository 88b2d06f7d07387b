namespace LeaP.Inference.OpenAI;

/// <summary>One piece of a streamed completion.</summary>
internal sealed record CompletionChunk
{
    public string Text { get; init; } = "";

    /// <summary>Why the server ended the text; null while it goes on.</summary>
    public string? FinishReason { get; init; }

    /// <summary>Tokens the server counted so far; null when the piece does not say.</summary>
    public CompletionUsage? Usage { get; init; }

    /// <summary>Logarithms of the probabilities of the piece's tokens; empty when the server gives none.</summary>
    public IReadOnlyList<double> LogProbabilities { get; init; } = [];

    /// <summary>What the server says went wrong; null when nothing did.</summary>
    public string? Error { get; init; }

    /// <summary>Code of <see cref="Error"/> in the manner of HTTP; null when it has none.</summary>
    public int? ErrorCode { get; init; }

    /// <summary>Whether this is the mark behind the last piece.</summary>
    public bool IsEnd { get; init; }
}
