using FsCheck.Xunit;
using LeaP.Reasoning.Answers;
using LeaP.Reasoning.Paths;

namespace LeaP.Reasoning.Tests.Answers;

public sealed class BoxedAnswerTests
{
    private static readonly BoxedAnswer Format = new();

    [Theory]
    [InlineData(@"so \boxed{12}.", "12")]
    [InlineData(@"\boxed{10} no, \boxed{ 12 }", "12")]
    [InlineData(@"\boxed{\frac{1}{2}}", @"\frac{1}{2}")]
    [InlineData(@"\boxed{10} then \boxed{20", "10")]
    [InlineData(@"\boxed{204} and \boxed{}", "204")]
    [InlineData(@"\boxed{\boxed{5}}", "5")]
    [InlineData(@"\boxed {7}", "7")]
    [InlineData(@"\boxed{\{1, 2\}}", @"\{1, 2\}")]
    [InlineData("\\boxed{1\n\n2}", null)]
    [InlineData("12", null)]
    [InlineData("", null)]
    public void The_last_closed_box_counts(string reasoning, string? answer) =>
        Format.Extract(new PathText([new(TextKind.Reasoning, reasoning)])).ShouldBe(answer);

    [Fact]
    public void Neither_prompt_nor_peers_are_graded()
    {
        var text = new PathText(
        [
            new(TextKind.Prompt, @"Put it in \boxed{1}."), new(TextKind.Reasoning, @"I get \boxed{2}, or \boxed{"),
            new(TextKind.SummaryPrompt, @"\boxed{3}"), new(TextKind.Summary, "} </summarize>"),
            new(TextKind.PeerBlock, @"Peer 1: ""\boxed{4}"""), new(TextKind.Reasoning, "going on }"),
        ]);
        Format.Extract(text).ShouldBe("2");
    }

    [Fact]
    public void A_forced_answer_prompt_opens_the_box() =>
        Format.Extract(new PathText([new(TextKind.AnswerPrompt, "\n\nFinally: \\boxed{"), new(TextKind.Answer, "65}. Done")]))
            .ShouldBe("65");

    [Theory]
    [InlineData("42", "042", "42.0", "42.", " 42 ", "+42", "$42$", @"\$42", "{42}", "{{42}}", "x=42", "n = 42", @"42^\circ", @"42^{\circ}", "42°", "84/2")]
    [InlineData("1024", "1,024", "1{,}024", @"1\,024", "1 024", "1,024.00", @"1024\text{ cm}", @"1024 \text{cm}^2", @"1024\,\mathrm{kg}")]
    [InlineData("1/2", "0.5", ".5", ".50", "2/4", @"\frac12", @"\frac{1}{2}", @"\dfrac{1}{2}", @"\tfrac12", @"\frac1{2}", @"\frac{2}{4}", @"\frac{-1}{-2}")]
    [InlineData("-1/2", "−0.5", @"-\frac12", @"\frac{-1}{2}", @"\frac{1}{-2}", "-1/2")]
    [InlineData("0", "-0", "0.0", "0/7", "00")]
    [InlineData("50%", @"50\%", "50.0%", @"50 \%", @"$50\%$")]
    [InlineData("(3,4)", @"\left(3, 4\right)", "( 3 , 4 )")]
    [InlineData(@"2\sqrt{3}", @"2 \sqrt{3}", @"2\!\sqrt{3}")]
    [InlineData("2x", @"2\!x", "2 x")]
    [InlineData(@"\frac{1}{2}\pi", @"\dfrac12\pi", @"\tfrac{1}{2} \pi")]
    [InlineData(@"\pi r", @"\pi  r", @"\pi\,r")]
    [InlineData("yes", @"\text{yes}", @"\textbf{ yes }")]
    public void Equal_answers_have_one_normal_form(string normal, params string[] written)
    {
        Format.Normalize(normal).ShouldBe(normal);
        foreach (string answer in written)
        {
            Format.Normalize(answer).ShouldBe(normal, answer);
        }
    }

    [Theory]
    [InlineData("50%", "50")]
    [InlineData("3,4", "34")]
    [InlineData(@"12\pi", @"2\pi")]
    [InlineData(@"3\frac12", "31/2")]
    [InlineData("12 34", "1234")]
    [InlineData("1/3", "0.3333333333333333")]
    [InlineData("0.1000000000000000055", "0.1")]
    [InlineData("a=b=42", "42")]
    [InlineData("1/0", "0")]
    [InlineData("1e3", "1000")]
    public void Different_answers_stay_apart(string one, string other) =>
        Format.Normalize(one).ShouldNotBe(Format.Normalize(other));

    [Property(Arbitrary = [typeof(MathPieces)], MaxTest = 2000)]
    public void The_normal_form_of_a_normal_form_is_itself(string answer)
    {
        string normal = Format.Normalize(answer);
        Format.Normalize(normal).ShouldBe(normal);
    }

    [Fact]
    public void A_monstrous_number_is_left_alone() =>
        Format.Normalize(new string('9', 100_000)).Length.ShouldBe(100_000);
}
