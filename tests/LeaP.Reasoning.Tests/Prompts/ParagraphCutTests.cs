using FsCheck;
using FsCheck.Xunit;
using LeaP.Reasoning.Prompts;

namespace LeaP.Reasoning.Tests.Prompts;

public sealed class ParagraphCutTests
{
    [Theory]
    [InlineData("A\n\nB\n\n", 0, "A\n\nB\n\n")]
    [InlineData("A\n\nB", 0, "A\n\n")]
    [InlineData("A\n\nB\n\nC", 0, "A\n\nB\n\n")]
    [InlineData("A\n\nB", 3, "A\n\nB")]
    [InlineData("A\n\nB\n\nC", 3, "A\n\nB\n\n")]
    [InlineData("no blank line", 0, "no blank line")]
    [InlineData("A\nB", 0, "A\nB")]
    [InlineData("", 0, "")]
    [InlineData("A\n\n", 3, "A\n\n")]
    public void The_text_is_cut_behind_the_last_blank_line_of_the_round(string text, int ownStart, string kept) =>
        text[..ParagraphCut.Find(text, ownStart)].ShouldBe(kept);

    [Property(Arbitrary = [typeof(HostileSummaries)])]
    public void The_cut_never_reaches_back_before_the_round_and_drops_no_finished_paragraph(HostileSummary given, PositiveInt position)
    {
        string text = given.Text;
        int ownStart = position.Get % (text.Length + 1);
        int kept = ParagraphCut.Find(text, ownStart);
        kept.ShouldBeInRange(ownStart, text.Length);
        text[kept..].ShouldNotContain("\n\n");
        bool finishedOne = text[ownStart..].Contains("\n\n", StringComparison.Ordinal);
        text[..kept].ShouldSatisfyAllConditions(
            whole => (kept == text.Length || whole.EndsWith("\n\n", StringComparison.Ordinal)).ShouldBeTrue(),
            whole => (finishedOne || whole == text).ShouldBeTrue());
    }

    [Theory]
    [InlineData(-1)]
    [InlineData(4)]
    public void A_start_outside_the_text_is_refused(int ownStart) =>
        Should.Throw<ArgumentOutOfRangeException>(() => ParagraphCut.Find("abc", ownStart)).ParamName.ShouldBe("ownStart");
}
