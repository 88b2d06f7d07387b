using LeaP.Protocol.Common.V1;
using LeaP.Protocol.Reasoning.V1;

namespace LeaP.Cli.Rendering;

/// <summary>A session as the router holds it, as plain text.</summary>
internal static class SessionLines
{
    /// <summary>Settings, report and, when the session carries them, the paths' texts by who wrote them.</summary>
    /// <param name="session">The session.</param>
    public static IEnumerable<string> Of(Session session)
    {
        var trace = new SessionTrace();
        trace.Show(session);
        yield return Words.Settings(session);
        if (session.Problem.Length > 0)
        {
            yield return $"problem {SafeText.OneLine(session.Problem)}";
        }

        foreach (string line in session.Paths.SelectMany(Transcript).Concat(SessionReport.Lines(trace)))
        {
            yield return line;
        }
    }

    private static IEnumerable<string> Transcript(ReasoningPath path)
    {
        foreach (TextSegment segment in path.Transcript)
        {
            yield return $"--- {SafeText.OneLine(path.PathId)} {Name(segment.Kind)}";
            foreach (string line in SafeText.Lines(segment.Text).Trim('\n').Split('\n'))
            {
                yield return $"    {line}";
            }
        }
    }

    private static string Name(TextSegment.Types.Kind kind) => kind switch
    {
        TextSegment.Types.Kind.Prompt => "prompt",
        TextSegment.Types.Kind.Reasoning => "reasoning",
        TextSegment.Types.Kind.SummaryPrompt => "summary prompt",
        TextSegment.Types.Kind.Summary => "summary",
        TextSegment.Types.Kind.PeerBlock => "peers",
        TextSegment.Types.Kind.AnswerPrompt => "answer prompt",
        TextSegment.Types.Kind.Answer => "answer",
        _ => "text",
    };
}
