using LeaP.Evaluation.Grading;
using LeaP.Reasoning.Catalogs;
using LeaP.Reasoning.Paths;

namespace LeaP.Evaluation.Tests.Grading;

public sealed class DefaultGraderTests
{
    [Theory]
    [InlineData(@"so \boxed{204}.", "204", true)]
    [InlineData(@"\boxed{204}. Wait, \boxed{205}", "204", false)]
    [InlineData(@"\boxed{10} ... \boxed{20", "10", true)]
    [InlineData(@"\boxed{} hence it is 17", "17", true)]
    [InlineData("we count 3 and 202", "202", true)]
    [InlineData("we count 3 and 202", "3", false)]
    [InlineData("The answer is 12. I tried 3 ways and 5 checks.", "12", true)]
    [InlineData("**Final answer:** 1,024", "1024", true)]
    [InlineData("The answer is 3/4, as 0.75 shows.", "0.75", true)]
    [InlineData(@"we get \frac{3}{4}", "0.75", true)]
    [InlineData(@"so x = 1\frac12", "3/2", true)]
    [InlineData("it is 10-3", "3", true)]
    [InlineData("it is -3", "-3", true)]
    [InlineData("it is -3", "3", false)]
    [InlineData("a share of 25 %", "0.25", true)]
    [InlineData("Then #12 is 5", "5", true)]
    [InlineData("Then 5 is #12", "12", false)]
    [InlineData("no number", "17", false)]
    [InlineData("the answer is x+1.", "x+1", true)]
    [InlineData(@"\boxed{12\pi}", @"2\pi", false)]
    [InlineData(@"\boxed{\pi}", @"2\pi", false)]
    [InlineData(@"\boxed{114}", "14", false)]
    [InlineData("1204", "204", false)]
    public void Math_is_found_and_compared_by_value(string own, string reference, bool isRight) =>
        Grade(own, new ReferenceAnswer(reference)).IsRight.ShouldBe(isRight);

    [Theory]
    [InlineData(@"\boxed{C}")]
    [InlineData(@"\boxed{(C)}")]
    [InlineData(@"\boxed{\text{C}}")]
    [InlineData(@"\boxed{\textbf{(C)}}")]
    [InlineData("\"ANSWER\": \"C\"")]
    [InlineData("ANSWER: C")]
    [InlineData("it </think> ANSWER: \"C\"")]
    [InlineData("the answer is **C**.")]
    [InlineData("The correct answer is (C) 42 K.")]
    [InlineData("The answer is option C")]
    [InlineData("Option A is wrong, so option C.")]
    [InlineData("A is too small.\n\nC")]
    [InlineData("A is too small.\n\n**C**")]
    [InlineData("A is too small.\n\nC) 42 K")]
    [InlineData("A is too small.\n</think>\nC.")]
    [InlineData("{“answer”: “C”}")]
    public void Letters_are_found_in_all_usual_forms(string own)
    {
        Verdict verdict = Grade(own, new ReferenceAnswer("C", IsChoice: true));

        verdict.ShouldBe(new Verdict("C", true));
        Grade(own, new ReferenceAnswer("A", IsChoice: true)).IsRight.ShouldBeFalse();
    }

    [Theory]
    [InlineData("Cats are animals")]
    [InlineData("A good question. Let me think.")]
    [InlineData("")]
    public void Words_are_no_letters(string own) =>
        Grade(own, new ReferenceAnswer("A", IsChoice: true)).ShouldBe(new Verdict("", false));

    [Fact]
    public void Only_what_the_path_wrote_itself_counts()
    {
        var text = new PathText(
        [
            new TextSegment(TextKind.Prompt, @"Answer as in \boxed{7}. "),
            new TextSegment(TextKind.Reasoning, "I think it is 8. "),
            new TextSegment(TextKind.PeerBlock, @"Peer 1: ""The answer is 7, \boxed{7}"""),
            new TextSegment(TextKind.SummaryPrompt, "7"),
        ]);

        new DefaultGrader().Grade(text, new ReferenceAnswer("7")).ShouldBe(new Verdict("8", false));
        new DefaultGrader().Grade(text, new ReferenceAnswer("8")).IsRight.ShouldBeTrue();
    }

    [Fact]
    public void A_forced_answer_prompt_opens_the_box_that_the_path_closes()
    {
        var text = new PathText(
            [new TextSegment(TextKind.Reasoning, "3 or 4\n\n"), new TextSegment(TextKind.AnswerPrompt, @"Final: \boxed{"), new TextSegment(TextKind.Answer, "4}")]);

        new DefaultGrader().Grade(text, new ReferenceAnswer("4")).IsRight.ShouldBeTrue();
    }

    [Fact]
    public void An_unknown_grader_is_an_error_that_names_the_known_ones()
    {
        Graders.Catalog.Find("default").ShouldBeOfType<DefaultGrader>();
        Graders.Catalog.Find("official").ShouldBeOfType<OfficialGrader>();

        Should.Throw<UnknownNameException>(() => Graders.Catalog.Find("strict")).Message.ShouldContain("default, official");
    }

    private static Verdict Grade(string own, ReferenceAnswer reference) =>
        new DefaultGrader().Grade(new PathText([new TextSegment(TextKind.Reasoning, own)]), reference);
}
