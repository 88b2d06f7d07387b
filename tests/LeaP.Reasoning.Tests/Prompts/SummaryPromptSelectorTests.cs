using LeaP.Reasoning.Prompts;

namespace LeaP.Reasoning.Tests.Prompts;

public sealed class SummaryPromptSelectorTests
{
    private static readonly SummaryPromptSelector Selector = new(TestProfile.Create());

    [Fact]
    public void Trigger_and_lead_are_drawn_independently_and_uniformly()
    {
        var seen = Enumerable.Range(0, 6000)
            .Select(seed => Selector.Select(new SummaryPromptRequest(0, 0, (ulong)seed, "text")))
            .CountBy(text => text)
            .ToDictionary();
        seen.Keys.ShouldBe(
            [
                "Pause here. <summarize>", "Let me take stock. <summarize>", "Short stop. <summarize>",
                "Pause here. <summarize> So far,", "Let me take stock. <summarize> So far,", "Short stop. <summarize> So far,",
            ],
            ignoreOrder: true);

        // Chi-square at 0.001 for five degrees of freedom.
        seen.Values.Sum(count => Math.Pow(count - 1000, 2) / 1000).ShouldBeLessThan(20.52);
    }

    [Fact]
    public void Equal_requests_give_equal_words_and_every_path_and_round_its_own()
    {
        string Draw(int path, int round) => Selector.Select(new SummaryPromptRequest(path, round, 7, "text"));
        Draw(3, 2).ShouldBe(Draw(3, 2));
        Enumerable.Range(0, 50).Select(path => Draw(path, 0)).Distinct().Count().ShouldBe(6);
        Enumerable.Range(0, 50).Select(round => Draw(0, round)).Distinct().Count().ShouldBe(6);
    }
}
