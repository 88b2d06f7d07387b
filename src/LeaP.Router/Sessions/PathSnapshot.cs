using LeaP.Reasoning.Paths;
using LeaP.Reasoning.Sessions;

namespace LeaP.Router.Sessions;

/// <summary>A path as it stood at one moment.</summary>
internal sealed record PathSnapshot(
    string PathId,
    PathState State,
    int Round,
    string WorkerId,
    int Attempt,
    string LatestSummary,
    string Answer,
    PathFinishReason FinishReason,
    TokenCounts Usage,
    SessionFailure? Failure,
    IReadOnlyList<TextSegment> Transcript)
{
    /// <summary>How sure it was so far; null before it drew a reasoning token.</summary>
    public PathConfidence? Confidence { get; init; }

    /// <summary>Its group or layer, from 1; 0 in modes without them.</summary>
    public int Group { get; init; }

    /// <summary>Takes a path's state.</summary>
    /// <param name="path">The path.</param>
    /// <param name="withTranscript">True to keep its text.</param>
    public static PathSnapshot Of(ReasoningPath path, bool withTranscript) => new(
        path.Id,
        path.State,
        path.Round,
        path.WorkerId,
        path.Attempt,
        path.LatestSummary,
        path.Answer,
        path.FinishReason,
        path.Usage,
        path.Failure,
        withTranscript ? [.. path.Transcript] : [])
    {
        Confidence = path.Confidence,
        Group = path.Group,
    };
}
