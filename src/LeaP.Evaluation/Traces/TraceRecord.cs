namespace LeaP.Evaluation.Traces;

/// <summary>One path as an example for fine-tuning.</summary>
public sealed record TraceRecord
{
    /// <summary>Name and version of this form.</summary>
    public const string CurrentFormat = "leap-trace/1";

    /// <summary>Name and version of the form.</summary>
    public string Format { get; init; } = CurrentFormat;

    /// <summary>The user's question and the assistant's whole text with summaries and comments in place.</summary>
    public required IReadOnlyList<TraceMessage> Messages { get; init; }

    /// <summary>Who wrote what in the assistant's message, and what is to be learned.</summary>
    public required IReadOnlyList<TraceSpan> Spans { get; init; }

    /// <summary>The text the path really began from: problem, instruction and opening in the wording of the model's profile.</summary>
    public required string Prompt { get; init; }

    /// <summary>Name of the problem; empty when nobody gave one.</summary>
    public required string ProblemId { get; init; }

    /// <summary>The path's answer.</summary>
    public required string Answer { get; init; }

    /// <summary>The right answer; null when it is not known.</summary>
    public required string? Expected { get; init; }

    /// <summary>Whether the answer is the right one; null when that is not known.</summary>
    public required bool? Right { get; init; }

    /// <summary>Summaries the path wrote.</summary>
    public required int Summaries { get; init; }

    /// <summary>Why the path ended: <c>stop</c> by itself; <c>length</c> or <c>budget</c> with its forced answer, when its turns or the session's tokens ran out.</summary>
    public required string FinishReason { get; init; }

    /// <summary>Settings of the session.</summary>
    public required TraceSettings Settings { get; init; }

    /// <summary>Where it comes from.</summary>
    public required TraceProvenance Provenance { get; init; }
}
