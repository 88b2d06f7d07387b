using System.Text.Json;

namespace LeaP.FunctionalTests.Replay;

/// <summary>The wording the recorded runs used.</summary>
internal sealed record TranscriptProfile(
    string MathInstruction,
    string ThinkOpening,
    string CommentReflection,
    string FinalAnswerMath,
    IReadOnlyList<string> Triggers,
    string CotInstruction,
    string ChatUser,
    string ChatAssistant)
{
    private static readonly string[] Drawn = ["drawn from the recording"];
    private static readonly string[] NoLead = [""];


    /// <summary>The same as a prompt profile of ours.</summary>
    public string ToPromptProfile() => JsonSerializer.Serialize(new
    {
        version = 1,
        chat = new { prefix = ChatUser, suffix = ChatAssistant },
        instructions = new { boxed = MathInstruction },
        plain_instructions = new { boxed = CotInstruction },
        opening = ThinkOpening,
        plain_opening = "",
        triggers = Drawn,
        leads = NoLead,
        reflection = CommentReflection,
        no_comments = "Hmm, there are no comments, so let's continue reasoning.",
        final_answer = new { boxed = FinalAnswerMath },
        tags = new
        {
            summary_open = "<summarize>",
            summary_close = "</summarize>",
            comment_open = "<comment>",
            comment_close = "</comment>",
            think_end = "</think>",
        },
        stop_strings = Array.Empty<string>(),
        defaults = new
        {
            path_count = 4,
            interval_tokens = 1000,
            summary_tokens = 256,
            answer_tokens = 256,
            max_turns = 5,
            policy = "dispersed",
            peer_count = 2,
            temperature = 0.6,
            top_p = 0.95,
        },
    });
}
