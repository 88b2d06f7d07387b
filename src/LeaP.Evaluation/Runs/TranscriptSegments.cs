using LeaP.Reasoning.Paths;
using ProtoKind = LeaP.Protocol.Common.V1.TextSegment.Types.Kind;
using ProtoSegment = LeaP.Protocol.Common.V1.TextSegment;

namespace LeaP.Evaluation.Runs;

/// <summary>Reads stretches of a path's text as the protocol carries them.</summary>
public static class TranscriptSegments
{
    /// <summary>Reads a stretch. Kinds of a newer router that nobody here knows count as given and not as the path's own.</summary>
    /// <param name="segment">The stretch.</param>
    public static TextSegment Read(ProtoSegment segment)
    {
        ArgumentNullException.ThrowIfNull(segment);
        return new TextSegment(
            segment.Kind switch
            {
                ProtoKind.Reasoning => TextKind.Reasoning,
                ProtoKind.SummaryPrompt => TextKind.SummaryPrompt,
                ProtoKind.Summary => TextKind.Summary,
                ProtoKind.PeerBlock => TextKind.PeerBlock,
                ProtoKind.AnswerPrompt => TextKind.AnswerPrompt,
                ProtoKind.Answer => TextKind.Answer,
                _ => TextKind.Prompt,
            },
            segment.Text);
    }
}
