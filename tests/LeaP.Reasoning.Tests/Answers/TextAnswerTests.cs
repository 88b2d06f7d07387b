using LeaP.Reasoning.Answers;
using LeaP.Reasoning.Paths;

namespace LeaP.Reasoning.Tests.Answers;

public sealed class TextAnswerTests
{
    private static readonly TextAnswer Format = new();

    [Fact]
    public void A_box_comes_first() =>
        Format.Extract(new PathText([new(TextKind.Reasoning, @"\boxed{red}</think>"), new(TextKind.Answer, "blue")])).ShouldBe("red");

    [Theory]
    [InlineData("hm</think>\n\nIt is:\n red balloons \n\n", "red balloons")]
    [InlineData("hm</think>", null)]
    [InlineData("still thinking", null)]
    public void Otherwise_the_last_line_behind_the_reasoning_counts(string written, string? answer) =>
        Format.Extract(new PathText([new(TextKind.Reasoning, written)])).ShouldBe(answer);

    [Fact]
    public void A_forced_answer_counts_without_its_prompt() =>
        Format.Extract(new PathText([new(TextKind.AnswerPrompt, "\nMy answer is:"), new(TextKind.Answer, " red\nballoons")])).ShouldBe("balloons");

    [Fact]
    public void The_think_end_tag_is_the_profiles() =>
        new TextAnswer("[done]").Extract(new PathText([new(TextKind.Reasoning, "a</think>b[done]c")])).ShouldBe("c");

    [Theory]
    [InlineData("Red  Balloons.", "red balloons")]
    [InlineData("\"red\tballoons\"", "red balloons")]
    [InlineData("**RED BALLOONS**", "red balloons")]
    [InlineData("...", "")]
    public void Case_white_space_quotes_and_full_stop_do_not_matter(string answer, string normal) =>
        Format.Normalize(answer).ShouldBe(normal);
}
