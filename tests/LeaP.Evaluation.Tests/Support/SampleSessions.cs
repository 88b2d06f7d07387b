using LeaP.Protocol.Common.V1;
using LeaP.Protocol.Reasoning.V1;
using static LeaP.Protocol.Common.V1.TextSegment.Types;
using ProtoPath = LeaP.Protocol.Reasoning.V1.Path;

namespace LeaP.Evaluation.Tests.Support;

/// <summary>Made-up stored sessions.</summary>
internal static class SampleSessions
{
    public const string Id = "6f1f6a52-0a3b-4a38-8d5f-1f0f6b4b8a11";

    public static Session Create(params ProtoPath[] paths)
    {
        var session = new Session
        {
            SessionId = Id,
            State = Session.Types.State.Succeeded,
            Model = "m",
            Mode = "leap",
            Problem = "What is 6 × 7?",
            PathCount = paths.Length,
            Rounds = new RoundSchedule { IntervalTokens = 20, FirstIntervalTokens = 10, SummaryTokens = 24, MaxTurns = 4, AnswerTokens = 12 },
            PeerRouting = new PeerRoutingConfig { Policy = "clustered", PeerCount = 2, Similarity = "indel" },
            Sampling = new SamplingParameters { Temperature = 0.5f, Seed = 7 },
            AnswerFormat = "boxed",
        };
        session.Paths.AddRange(paths);
        return session;
    }

    public static ProtoPath Path(int index, params (Kind Kind, string Text)[] text)
    {
        var path = new ProtoPath
        {
            PathId = $"p{index}",
            State = ProtoPath.Types.State.Finished,
            FinishReason = FinishReason.Stop,
            Answer = "42",
            WorkerId = "w1",
            Attempt = 1,
        };
        path.Transcript.AddRange(text.Select(part => new TextSegment { Kind = part.Kind, Text = part.Text }));
        return path;
    }

    /// <summary>A path with one exchange; what it says holds characters beyond the basic plane.</summary>
    public static ProtoPath Whole(int index = 0, string summary = " 6 × 7 is 42 😀 </summarize>") => Path(
        index,
        (Kind.Prompt, "<user>What is 6 × 7?</user>"),
        (Kind.Reasoning, "Six sevens 🙂.\n\n"),
        (Kind.SummaryPrompt, "In short: <summarize>"),
        (Kind.Summary, summary),
        (Kind.PeerBlock, " <comment> Peer 1: \"42\" </comment>\n\nI compare."),
        (Kind.Reasoning, " They agree.</think>"),
        (Kind.AnswerPrompt, "\n\n\\boxed{"),
        (Kind.Answer, "42}"));
}
