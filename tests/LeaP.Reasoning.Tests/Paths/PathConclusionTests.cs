using LeaP.Reasoning.Paths;

namespace LeaP.Reasoning.Tests.Paths;

public sealed class PathConclusionTests
{
    private static readonly TextSegment Prompt = new(TextKind.Prompt, "1+1?");
    private static readonly TextSegment Thought = new(TextKind.Reasoning, "First.\n\nSecond.</think>");

    [Fact]
    public void The_answer_section_is_what_stands_behind_the_thinking() =>
        PathConclusion.AnswerSection([Prompt, Thought, new(TextKind.Answer, "\n\nIt is 2.\n")]).ShouldBe("It is 2.");

    [Fact]
    public void A_forced_answer_keeps_the_words_that_forced_it() =>
        PathConclusion.AnswerSection([Prompt, Thought, new(TextKind.AnswerPrompt, "\n\nSo \\boxed{"), new(TextKind.Answer, "2}")])
            .ShouldBe("So \\boxed{2}");

    [Fact]
    public void Without_one_the_last_reasoning_stands_in() =>
        PathConclusion.AnswerSection([Prompt, Thought, new(TextKind.PeerBlock, "<comment>"), new(TextKind.Reasoning, " Thus 2. ")])
            .ShouldBe("Thus 2.");

    [Fact]
    public void A_path_that_wrote_nothing_concludes_nothing() =>
        PathConclusion.AnswerSection([Prompt]).ShouldBe("");

    [Fact]
    public void A_path_without_an_answer_section_offers_its_newest_summary()
    {
        PathConclusion.Offer([Prompt, Thought], "so far 2").ShouldBe("so far 2");
        PathConclusion.Offer([Prompt, Thought], "").ShouldBe("First.\n\nSecond.</think>");
        PathConclusion.Offer([Prompt, Thought, new(TextKind.Answer, "It is 2.")], "so far 2").ShouldBe("It is 2.");
    }
}
