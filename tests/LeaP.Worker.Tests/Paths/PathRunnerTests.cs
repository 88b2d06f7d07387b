using LeaP.Inference.Engines;
using LeaP.Reasoning.Paths;
using LeaP.Reasoning.Prompts;
using LeaP.Reasoning.Sessions;
using LeaP.Worker.Paths;
using LeaP.Worker.Tests.Support;

namespace LeaP.Worker.Tests.Paths;

public sealed class PathRunnerTests
{
    [Fact]
    public async Task Every_turn_but_the_last_ends_in_an_exchange_and_the_last_in_the_forced_answer()
    {
        await using ScriptedWorker worker = await ScriptedWorker.StartAsync();

        List<Told> told = await worker.RunAsync(Orders.Session(), Orders.Path(), PeersOf);

        told.Count.ShouldBe(3);
        Told.Summary first = told[0].ShouldBeOfType<Told.Summary>();
        Told.Summary second = told[1].ShouldBeOfType<Told.Summary>();
        Told.Finished end = told[2].ShouldBeOfType<Told.Finished>();
        (first.Round, second.Round).ShouldBe((1, 2));
        Kinds(first.Report).ShouldBe(
            [TextKind.Prompt, TextKind.Reasoning, TextKind.SummaryPrompt, TextKind.Summary]);
        Kinds(second.Report).ShouldBe(
            [TextKind.PeerBlock, TextKind.Reasoning, TextKind.SummaryPrompt, TextKind.Summary]);
        Kinds(end.Report).ShouldBe(
            [TextKind.PeerBlock, TextKind.Reasoning, TextKind.AnswerPrompt, TextKind.Answer]);
        end.Reason.ShouldBe(PathFinishReason.Length);
        end.Answer.ShouldBe("7");
    }

    [Fact]
    public async Task A_summary_stands_closed_in_the_text_and_is_told_without_its_tags()
    {
        await using ScriptedWorker worker = await ScriptedWorker.StartAsync();

        Told.Summary told = (await worker.RunAsync(Orders.Session(), Orders.Path(), PeersOf))[0]
            .ShouldBeOfType<Told.Summary>();

        string text = Text([told]);
        text.ShouldEndWith("</summarize>");
        told.Words.ShouldBe(SummaryText.Extract(text, worker.Model.Profile.Tags));
        told.Words.ShouldNotBeEmpty();
        told.Words.ShouldNotContain("<");
    }

    [Fact]
    public async Task What_peers_wrote_is_put_into_the_text_behind_the_own_summary()
    {
        await using ScriptedWorker worker = await ScriptedWorker.StartAsync();

        List<Told> told = await worker.RunAsync(Orders.Session(), Orders.Path(), PeersOf);

        string[] blocks = [.. Segments(told).Where(s => s.Kind == TextKind.PeerBlock).Select(s => s.Text)];
        blocks.ShouldBe(
            [PeerBlockRenderer.Render(worker.Model.Profile, PeersOf(1)), PeerBlockRenderer.Render(worker.Model.Profile, PeersOf(2))]);
    }

    [Fact]
    public async Task Without_peers_in_time_the_path_goes_on_alone()
    {
        await using ScriptedWorker worker = await ScriptedWorker.StartAsync();
        SessionOrder session = Orders.Session() with { PeerWaitLimit = TimeSpan.Zero };

        List<Told> told = await worker.RunAsync(session, Orders.Path());

        Segments(told).Where(segment => segment.Kind == TextKind.PeerBlock)
            .ShouldAllBe(segment => segment.Text == PeerBlockRenderer.Render(worker.Model.Profile, new List<string>()));
        told[^1].ShouldBeOfType<Told.Finished>().Answer.ShouldBe("7");
    }

    [Fact]
    public async Task An_interrupted_paragraph_is_cut_before_the_summary_and_counted_as_discarded()
    {
        await using ScriptedWorker worker = await ScriptedWorker.StartAsync();
        SessionOrder session = Orders.Session();

        List<Told> told = await worker.RunAsync(session, Orders.Path(), PeersOf);

        TextSegment reasoning = told[0].ShouldBeOfType<Told.Summary>().Report.Text[1];
        reasoning.Text.ShouldEndWith("\n\n");
        TokenCounts usage = told[0].ShouldBeOfType<Told.Summary>().Report.Usage;
        (usage.Reasoning + usage.Discarded).ShouldBe(session.Rounds.IntervalTokens);
        usage.Reasoning.ShouldBe(worker.Model.Engine.CountTokens(reasoning.Text));
    }

    [Fact]
    public async Task Every_token_is_counted_once()
    {
        await using ScriptedWorker worker = await ScriptedWorker.StartAsync();
        IModelEngine engine = worker.Model.Engine;

        List<Told> told = await worker.RunAsync(Orders.Session(), Orders.Path(), PeersOf);

        TokenCounts usage = told[^1].ShouldBeOfType<Told.Finished>().Report.Usage;
        IReadOnlyList<TextSegment> segments = Segments(told);
        usage.Prompt.ShouldBe(engine.CountTokens(segments[0].Text));
        usage.Peer.ShouldBe(Count(TextKind.PeerBlock));
        (usage.Reasoning + usage.Summary + usage.Discarded).ShouldBe(engine.Statistics.DecodedTokens);
        usage.Reasoning.ShouldBe(Count(TextKind.Reasoning) + Count(TextKind.Answer));

        long Count(TextKind kind) =>
            segments.Where(segment => segment.Kind == kind).Sum(segment => engine.CountTokens(segment.Text));
    }

    [Fact]
    public async Task A_path_that_ends_its_own_reasoning_writes_its_answer_section()
    {
        await using ScriptedWorker worker = await ScriptedWorker.StartAsync(ShortThinker);

        List<Told> told = await worker.RunAsync(Orders.Session(), Orders.Path(), PeersOf);

        Told.Finished end = told.ShouldHaveSingleItem().ShouldBeOfType<Told.Finished>();
        Kinds(end.Report).ShouldBe([TextKind.Prompt, TextKind.Reasoning, TextKind.Answer]);
        end.Report.Text[1].Text.ShouldEndWith("</think>");
        end.Report.Text[2].Text.ShouldContain("\\boxed{7}");
        end.Reason.ShouldBe(PathFinishReason.Stop);
        end.Answer.ShouldBe("7");
    }

    [Fact]
    public async Task Without_the_answer_section_it_ends_with_its_reasoning()
    {
        await using ScriptedWorker worker = await ScriptedWorker.StartAsync(ShortThinker);
        SessionOrder session = Orders.Session() with { AnswerSection = false };

        Told.Finished end = (await worker.RunAsync(session, Orders.Path(), PeersOf))
            .ShouldHaveSingleItem().ShouldBeOfType<Told.Finished>();

        Kinds(end.Report).ShouldBe([TextKind.Prompt, TextKind.Reasoning]);
        end.Reason.ShouldBe(PathFinishReason.Stop);
        end.Answer.ShouldBeEmpty();
    }

    [Fact]
    public async Task One_turn_has_no_exchange()
    {
        await using ScriptedWorker worker = await ScriptedWorker.StartAsync();
        SessionOrder session = Orders.Session() with { Rounds = Orders.Rounds(turns: 1) };

        Told.Finished end = (await worker.RunAsync(session, Orders.Path(), PeersOf))
            .ShouldHaveSingleItem().ShouldBeOfType<Told.Finished>();

        Kinds(end.Report).ShouldBe([TextKind.Prompt, TextKind.Reasoning, TextKind.AnswerPrompt, TextKind.Answer]);
        end.Answer.ShouldBe("7");
    }

    [Fact]
    public async Task An_independent_path_takes_its_turns_without_a_break()
    {
        await using ScriptedWorker worker = await ScriptedWorker.StartAsync();
        SessionOrder session = Orders.Session() with { Mode = ReasoningModes.Independent };

        Told.Finished end = (await worker.RunAsync(session, Orders.Path(), PeersOf))
            .ShouldHaveSingleItem().ShouldBeOfType<Told.Finished>();

        Kinds(end.Report).ShouldBe([TextKind.Prompt, TextKind.Reasoning, TextKind.AnswerPrompt, TextKind.Answer]);
        worker.Model.Engine.CountTokens(end.Report.Text[1].Text).ShouldBe(3 * session.Rounds.IntervalTokens);
        end.Report.Usage.Discarded.ShouldBe(0);
    }

    [Fact]
    public async Task Only_the_chosen_rounds_have_an_exchange()
    {
        await using ScriptedWorker worker = await ScriptedWorker.StartAsync();
        SessionOrder session = Orders.Session() with { Rounds = Orders.Rounds(20, 5, 2, 4) };

        List<Told> told = await worker.RunAsync(session, Orders.Path(), PeersOf);

        told.OfType<Told.Summary>().Select(summary => summary.Round).ShouldBe([2, 4]);
    }

    [Fact]
    public async Task A_stop_string_of_the_client_s_ends_the_path()
    {
        await using ScriptedWorker worker = await ScriptedWorker.StartAsync();
        SessionOrder session = Orders.Session() with { StopStrings = ["e"] };

        Told.Finished end = (await worker.RunAsync(session, Orders.Path(), PeersOf))
            .ShouldHaveSingleItem().ShouldBeOfType<Told.Finished>();

        Kinds(end.Report).ShouldBe([TextKind.Prompt, TextKind.Reasoning]);
        end.Report.Text[1].Text.IndexOf('e', StringComparison.Ordinal).ShouldBe(end.Report.Text[1].Text.Length - 1);
        end.Reason.ShouldBe(PathFinishReason.Stop);
    }

    private static Inference.Scripted.ScriptedEngineOptions ShortThinker =>
        ScriptedWorker.Endless with { ThinkTokens = 20 };

    private static IReadOnlyList<string> PeersOf(int round) => [$"peer one of {round}", $"peer two of {round}"];

    private static IEnumerable<TextKind> Kinds(PathReport report) => report.Text.Select(segment => segment.Kind);

    private static IReadOnlyList<TextSegment> Segments(IEnumerable<Told> told) =>
    [
        .. told.SelectMany(one => one switch
        {
            Told.Summary summary => summary.Report.Text,
            Told.Finished finished => finished.Report.Text,
            _ => [],
        }),
    ];

    private static string Text(IEnumerable<Told> told) => string.Concat(Segments(told).Select(segment => segment.Text));
}
