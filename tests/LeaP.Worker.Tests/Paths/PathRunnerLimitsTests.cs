using LeaP.Reasoning.Paths;
using LeaP.Reasoning.Sessions;
using LeaP.Worker.Paths;
using LeaP.Worker.Tests.Support;

namespace LeaP.Worker.Tests.Paths;

/// <summary>Given beginnings, first turns of their own length, caps of the context, token allowances, confidence.</summary>
public sealed class PathRunnerLimitsTests
{
    private const string Beginning = "one two three four five six seven eight";

    [Fact]
    public async Task A_path_begins_with_what_it_is_given_and_counts_it_in_its_first_turn()
    {
        await using ScriptedWorker worker = await ScriptedWorker.StartAsync();
        int given = worker.Model.Engine.CountTokens(Beginning);
        SessionOrder session = Orders.Session() with { Rounds = Orders.Rounds(interval: 30, turns: 2) };

        List<Told> told = await worker.RunAsync(session, Orders.Path() with { Beginning = Beginning }, PeersOf);

        PathReport first = told[0].ShouldBeOfType<Told.Summary>().Report;
        first.Text[1].Kind.ShouldBe(TextKind.Reasoning);
        first.Text[1].Text.ShouldStartWith(Beginning);
        (first.Usage.Reasoning + first.Usage.Discarded).ShouldBe(30);
        first.Confidence.ShouldNotBeNull().Tokens.ShouldBe(30 - given);
    }

    [Fact]
    public async Task No_cut_reaches_into_a_beginning()
    {
        await using ScriptedWorker worker = await ScriptedWorker.StartAsync();
        const string Text = "A first paragraph.\n\nAnd the start of a second";
        int given = worker.Model.Engine.CountTokens(Text);

        // Two tokens are too few for a paragraph of its own, so the only blank line is the given one.
        SessionOrder session = Orders.Session() with { Rounds = Orders.Rounds(interval: given + 2, turns: 2) };
        List<Told> told = await worker.RunAsync(session, Orders.Path() with { Beginning = Text }, PeersOf);

        PathReport first = told[0].ShouldBeOfType<Told.Summary>().Report;
        first.Text[1].Text.ShouldStartWith(Text);
        first.Usage.Discarded.ShouldBe(0);
    }

    [Fact]
    public async Task A_beginning_as_long_as_the_turn_leaves_nothing_to_draw_in_it()
    {
        await using ScriptedWorker worker = await ScriptedWorker.StartAsync();
        int given = worker.Model.Engine.CountTokens(Beginning);
        SessionOrder session = Orders.Session() with { Rounds = Orders.Rounds(interval: given, turns: 2) };

        List<Told> told = await worker.RunAsync(session, Orders.Path() with { Beginning = Beginning }, PeersOf);

        PathReport first = told[0].ShouldBeOfType<Told.Summary>().Report;
        first.Text[1].Text.ShouldBe(Beginning);
        first.Confidence.ShouldBeNull();
        told[^1].ShouldBeOfType<Told.Finished>().Answer.ShouldBe("7");
    }

    [Fact]
    public async Task A_moved_path_does_not_begin_again()
    {
        await using ScriptedWorker worker = await ScriptedWorker.StartAsync();
        SessionOrder session = Orders.Session() with { Rounds = Orders.Rounds(turns: 3) };
        PathOrder order = Orders.Path() with { Beginning = Beginning };
        List<Told> whole = await worker.RunAsync(session, order, PeersOf);
        Told.Summary first = whole[0].ShouldBeOfType<Told.Summary>();
        PathOrder moved = Orders.Moved(first.Report.Text, 1, PeersOf(1), first.Report.Usage) with
        {
            Beginning = Beginning,
            Confidence = first.Report.Confidence,
        };

        List<Told> rest = await worker.RunAsync(session, moved, PeersOf);

        Told.Finished end = rest[^1].ShouldBeOfType<Told.Finished>();
        Told.Finished expected = whole[^1].ShouldBeOfType<Told.Finished>();
        end.Report.Usage.ShouldBe(expected.Report.Usage);
        end.Report.Confidence.ShouldBe(expected.Report.Confidence);
        rest[0].ShouldBeOfType<Told.Summary>().Report.Text.ShouldBe(whole[1].ShouldBeOfType<Told.Summary>().Report.Text);
    }

    [Fact]
    public async Task The_first_turn_may_have_a_length_of_its_own()
    {
        await using ScriptedWorker worker = await ScriptedWorker.StartAsync();
        SessionOrder session = Orders.Session() with
        {
            Rounds = Orders.Rounds(interval: 40, turns: 3) with { FirstIntervalTokens = 15 },
        };

        List<Told> told = await worker.RunAsync(session, Orders.Path(), PeersOf);

        TokenCounts first = told[0].ShouldBeOfType<Told.Summary>().Report.Usage;
        TokenCounts second = told[1].ShouldBeOfType<Told.Summary>().Report.Usage;
        (first.Reasoning + first.Discarded).ShouldBe(15);
        (second.Reasoning + second.Discarded).ShouldBe(55);
    }

    [Theory]
    [InlineData(30)]
    [InlineData(75)]
    [InlineData(160)]
    public async Task A_path_at_its_context_cap_gets_its_forced_answer(int room)
    {
        await using ScriptedWorker worker = await ScriptedWorker.StartAsync();
        int prompt = await PromptTokensAsync(worker);
        SessionOrder session = Orders.Session() with
        {
            Rounds = Orders.Rounds(turns: 1000) with { MaxContextTokens = prompt + room },
        };

        List<Told> told = await worker.RunAsync(session, Orders.Path(), PeersOf);

        Told.Finished end = told[^1].ShouldBeOfType<Told.Finished>();
        end.Reason.ShouldBe(PathFinishReason.Length);
        end.Answer.ShouldBe("7");
        TextSegment[] all = [.. told.SelectMany(TextOf)];
        worker.Model.Engine.CountTokens(string.Concat(all.Select(segment => segment.Text))).ShouldBeLessThanOrEqualTo(prompt + room);
    }

    [Fact]
    public async Task A_cap_below_the_prompt_still_gets_an_answer()
    {
        await using ScriptedWorker worker = await ScriptedWorker.StartAsync();
        SessionOrder session = Orders.Session() with { Rounds = Orders.Rounds() with { MaxContextTokens = 16 } };

        List<Told> told = await worker.RunAsync(session, Orders.Path(), PeersOf);

        told.ShouldHaveSingleItem().ShouldBeOfType<Told.Finished>().Answer.ShouldBe("7");
    }

    [Theory]
    [InlineData(25)]
    [InlineData(44)]
    [InlineData(90)]
    public async Task A_spent_allowance_ends_in_the_forced_answer(int allowance)
    {
        await using ScriptedWorker worker = await ScriptedWorker.StartAsync();
        SessionOrder session = Orders.Session() with { Rounds = Orders.Rounds(interval: 40, turns: 1000) };

        List<Told> told = await worker.RunAsync(session, Orders.Path() with { TokenAllowance = allowance }, PeersOf);

        Told.Finished end = told[^1].ShouldBeOfType<Told.Finished>();
        end.Reason.ShouldBe(PathFinishReason.Budget);
        end.Answer.ShouldBe("7");
        long answer = worker.Model.Engine.CountTokens(end.Report.Text[^1].Text);
        (end.Report.Usage.Drawn - answer).ShouldBe(allowance);
    }

    [Fact]
    public async Task A_block_may_bring_a_larger_allowance()
    {
        await using ScriptedWorker worker = await ScriptedWorker.StartAsync();
        SessionOrder session = Orders.Session() with { Rounds = Orders.Rounds(interval: 40, turns: 1000) };

        List<Told> told = await worker.RunAsync(
            session, Orders.Path() with { TokenAllowance = 50 }, PeersOf, round => round == 1 ? 100 : null);

        Told.Finished end = told[^1].ShouldBeOfType<Told.Finished>();
        end.Reason.ShouldBe(PathFinishReason.Budget);
        (end.Report.Usage.Drawn - worker.Model.Engine.CountTokens(end.Report.Text[^1].Text)).ShouldBe(100);
    }

    [Fact]
    public async Task Confidence_is_the_mean_over_all_reasoning_drawn_so_far()
    {
        await using ScriptedWorker worker = await ScriptedWorker.StartAsync();

        List<Told> told = await worker.RunAsync(Orders.Session(), Orders.Path(), PeersOf);

        PathConfidence first = told[0].ShouldBeOfType<Told.Summary>().Report.Confidence.ShouldNotBeNull();
        PathConfidence last = told[^1].ShouldBeOfType<Told.Finished>().Report.Confidence.ShouldNotBeNull();
        first.Tokens.ShouldBe(40);
        last.Tokens.ShouldBe(120);
        first.MeanLogProbability.ShouldBeInRange(-2, 0);
        last.MeanLogProbability.ShouldNotBe(first.MeanLogProbability);
    }

    private static IReadOnlyList<string> PeersOf(int round) => [$"peer of round {round}"];

    private static IEnumerable<TextSegment> TextOf(Told told) => told switch
    {
        Told.Summary summary => summary.Report.Text,
        Told.Finished finished => finished.Report.Text,
        _ => [],
    };

    private static async Task<int> PromptTokensAsync(ScriptedWorker worker)
    {
        SessionOrder session = Orders.Session() with { Mode = ReasoningModes.Independent, Rounds = Orders.Rounds(interval: 1, turns: 1) };
        List<Told> told = await worker.RunAsync(session, Orders.Path());
        return worker.Model.Engine.CountTokens(told[0].ShouldBeOfType<Told.Finished>().Report.Text[0].Text);
    }
}
