using LeaP.Reasoning.Answers;
using LeaP.Reasoning.Paths;

namespace LeaP.Reasoning.Tests.Answers;

public sealed class ChoiceAnswerTests
{
    private static readonly ChoiceAnswer Format = new();

    [Theory]
    [InlineData(@"\boxed{A}", "A")]
    [InlineData(@"\boxed{(B)}", "B")]
    [InlineData(@"\boxed{\text{C}}", "C")]
    [InlineData(@"\boxed{\textbf{(D)}}", "D")]
    [InlineData("\"ANSWER\": \"C\"", "C")]
    [InlineData("{\"ANSWER\": \"C\"}", "C")]
    [InlineData("“ANSWER”: “C”", "C")]
    [InlineData("ANSWER: J", "J")]
    [InlineData("Answer = (E)", "E")]
    [InlineData("the answer is **C**.", "C")]
    [InlineData("**Answer:** D", "D")]
    [InlineData("The correct answer is option B, since it holds.", "B")]
    [InlineData(@"The answer is \boxed{B}.", "B")]
    [InlineData(@"The final answer is: $\text{F}$", "F")]
    [InlineData("so (A)", "A")]
    [InlineData("I take option D", "D")]
    [InlineData(@"so \text{A}", "A")]
    [InlineData("ANSWER: A ... wait, ANSWER: B", "B")]
    [InlineData(@"\boxed{A}, no: the answer is C", "C")]
    [InlineData("The answer is A, since (B) is too large and option C too small.", "A")]
    [InlineData("(A) is wrong, so (B)", "B")]
    [InlineData("The answer is I believe unclear", null)]
    [InlineData("answer: a triangle", null)]
    [InlineData("Answer: Apples", null)]
    [InlineData("f(A) is monotone", null)]
    [InlineData("ANSWER: K", null)]
    [InlineData("", null)]
    public void The_last_letter_stated_counts(string written, string? letter) =>
        Format.Extract(new PathText([new(TextKind.Reasoning, written)])).ShouldBe(letter);

    [Fact]
    public void A_forced_answer_prompt_states_the_letter() =>
        Format.Extract(new PathText([new(TextKind.AnswerPrompt, " </think> ANSWER:"), new(TextKind.Answer, " \"C\"")])).ShouldBe("C");

    [Fact]
    public void Neither_prompt_nor_peers_are_graded() =>
        Format.Extract(new PathText(
        [
            new(TextKind.Prompt, "Reply \"ANSWER\": \"C\""), new(TextKind.Reasoning, "the answer is B"),
            new(TextKind.PeerBlock, "Peer 1: \"ANSWER: D\""), new(TextKind.Reasoning, "I keep it."),
        ])).ShouldBe("B");

    [Theory]
    [InlineData("a", "A")]
    [InlineData(" (B) ", "B")]
    [InlineData("**C**.", "C")]
    [InlineData(@"\boxed{\text{D}}", "D")]
    [InlineData("none", "NONE")]
    public void The_normal_form_is_the_capital_letter(string answer, string normal) => Format.Normalize(answer).ShouldBe(normal);
}
