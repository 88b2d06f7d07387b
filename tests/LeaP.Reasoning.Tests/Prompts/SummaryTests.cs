using FsCheck.Xunit;
using LeaP.Reasoning.Prompts;

namespace LeaP.Reasoning.Tests.Prompts;

public sealed class SummaryTests
{
    [Theory]
    [InlineData(" abc </summarize>", " abc </summarize>")]
    [InlineData(" abc </summ", " abc </summarize>")]
    [InlineData(" abc </", " abc </summarize>")]
    [InlineData(" abc <", " abc <... </summarize>")]
    [InlineData(" abc </think>", " abc ... </summarize>")]
    [InlineData(" abc <sum", " abc <sum... </summarize>")]
    [InlineData("", "... </summarize>")]
    public void An_unfinished_summary_is_closed(string generated, string repaired) =>
        SummaryRepair.Repair(generated, TestProfile.Tags).ShouldBe(repaired);

    [Property(Arbitrary = [typeof(HostileSummaries)])]
    public void A_repaired_summary_always_ends_in_its_closing_tag_and_stays_when_repaired_again(HostileSummary given)
    {
        string repaired = SummaryRepair.Repair(given.Text, TestProfile.Tags);
        repaired.ShouldEndWith("</summarize>");
        SummaryRepair.Repair(repaired, TestProfile.Tags).ShouldBe(repaired);
    }

    [Theory]
    [InlineData("a <summarize> one </summarize> b <summarize>\ttwo \n</summarize> c </summarize>", "two")]
    [InlineData("<summarize> one <summarize> two </summarize>", "two")]
    [InlineData("<summarize> still open", "still open")]
    [InlineData("</summarize> <summarize></summarize>", "")]
    [InlineData("no summary </summarize>", null)]
    public void The_latest_summary_is_found(string text, string? summary) =>
        SummaryText.Extract(text, TestProfile.Tags).ShouldBe(summary);
}
