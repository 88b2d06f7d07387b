using LeaP.Inference.Engines;
using LeaP.Inference.Scripted;
using LeaP.Reasoning.Paths;
using LeaP.Reasoning.Prompts;
using LeaP.Reasoning.Sessions;
using LeaP.Worker.Paths;
using LeaP.Worker.Tests.Support;

namespace LeaP.Worker.Tests.Paths;

/// <summary>Models that ask for an exchange themselves, contexts that run full, paths that move.</summary>
public sealed class PathRunnerModesTests
{
    /// <summary>A model that opens a summary where others end their thinking.</summary>
    private static readonly ScriptedEngineOptions Opener =
        ScriptedWorker.Endless with { ThinkTokens = 20, ThinkClosing = "<summarize>" };

    [Fact]
    public async Task In_leap_t_a_summary_the_model_opens_begins_the_exchange()
    {
        await using ScriptedWorker worker = await ScriptedWorker.StartAsync(Opener);
        SessionOrder session = Orders.Session() with { Mode = ReasoningModes.LeapT, Rounds = Orders.Rounds(1000) };

        List<Told> told = await worker.RunAsync(session, Orders.Path(), PeersOf);

        Told.Summary summary = told[0].ShouldBeOfType<Told.Summary>();
        summary.Round.ShouldBe(1);
        TextSegment reasoning = summary.Report.Text[1];
        reasoning.Kind.ShouldBe(TextKind.Reasoning);
        reasoning.Text.ShouldNotContain("<summarize>");
        worker.Model.Engine.CountTokens(reasoning.Text).ShouldBeInRange(1, 30);
    }

    [Fact]
    public async Task In_leap_it_does_not()
    {
        await using ScriptedWorker worker = await ScriptedWorker.StartAsync(Opener);
        SessionOrder session = Orders.Session() with { Rounds = Orders.Rounds(1000) };

        List<Told> told = await worker.RunAsync(session, Orders.Path(), PeersOf);

        Told.Finished end = told.ShouldHaveSingleItem().ShouldBeOfType<Told.Finished>();
        end.Report.Text[1].Text.ShouldContain("<summarize>");
    }

    [Theory]
    [InlineData(60)]
    [InlineData(90)]
    [InlineData(120)]
    [InlineData(200)]
    public async Task A_context_that_runs_full_ends_in_the_forced_answer(int room)
    {
        int prompt = await PromptTokensAsync();
        await using ScriptedWorker worker = await ScriptedWorker.StartAsync(maxContextTokens: prompt + room);
        SessionOrder session = Orders.Session() with { Rounds = Orders.Rounds(turns: 1000) };

        List<Told> told = await worker.RunAsync(session, Orders.Path(), PeersOf);

        Told.Finished end = told[^1].ShouldBeOfType<Told.Finished>();
        end.Reason.ShouldBe(PathFinishReason.Length);
        end.Answer.ShouldBe("7");
        end.Report.Text[^1].Kind.ShouldBe(TextKind.Answer);
    }

    [Fact]
    public async Task Without_room_for_a_summary_there_is_no_exchange()
    {
        int prompt = await PromptTokensAsync();
        await using ScriptedWorker worker = await ScriptedWorker.StartAsync(maxContextTokens: prompt + 90);

        List<Told> told = await worker.RunAsync(Orders.Session(), Orders.Path(), PeersOf);

        told.ShouldHaveSingleItem().ShouldBeOfType<Told.Finished>().Answer.ShouldBe("7");
    }

    [Fact]
    public async Task Peers_that_do_not_fit_are_left_out_for_the_forced_answer()
    {
        int prompt = await PromptTokensAsync();
        await using ScriptedWorker worker = await ScriptedWorker.StartAsync(maxContextTokens: prompt + 200);
        string talkative = string.Join(' ', Enumerable.Repeat("word", 300));

        List<Told> told = await worker.RunAsync(Orders.Session(), Orders.Path(), _ => [talkative]);

        told.Count.ShouldBe(2);
        told[0].ShouldBeOfType<Told.Summary>();
        Told.Finished end = told[1].ShouldBeOfType<Told.Finished>();
        end.Report.Text.Select(segment => segment.Kind).ShouldBe([TextKind.AnswerPrompt, TextKind.Answer]);
        end.Answer.ShouldBe("7");
    }

    [Fact]
    public async Task A_prompt_without_room_for_an_answer_overflows()
    {
        int prompt = await PromptTokensAsync();
        await using ScriptedWorker worker = await ScriptedWorker.StartAsync(maxContextTokens: prompt + 1);

        await Should.ThrowAsync<ContextOverflowException>(worker.RunAsync(Orders.Session(), Orders.Path(), PeersOf));
    }

    [Theory]
    [InlineData(1, true)]
    [InlineData(1, false)]
    [InlineData(2, true)]
    [InlineData(2, false)]
    public async Task A_moved_path_writes_what_it_would_have_written_undisturbed(int lastRound, bool routed)
    {
        await using ScriptedWorker first = await ScriptedWorker.StartAsync();
        List<Told> undisturbed = await first.RunAsync(Orders.Session(), Orders.Path(), PeersOf);
        Told.Summary[] before = [.. undisturbed.OfType<Told.Summary>().Take(lastRound)];
        IReadOnlyList<TextSegment> prior = [.. before.SelectMany(summary => summary.Report.Text)];
        PathOrder moved = Orders.Moved(
            prior, lastRound, routed ? PeersOf(lastRound) : null, before[^1].Report.Usage);

        await using ScriptedWorker second = await ScriptedWorker.StartAsync();
        List<Told> after = await second.RunAsync(Orders.Session(), moved, PeersOf);

        after.Count.ShouldBe(3 - lastRound);
        (Text(before) + Text(after)).ShouldBe(Text(undisturbed));
        after.ShouldAllBe(told => told.Attempt == Orders.Attempt(0, 2));
        Told.Finished end = after[^1].ShouldBeOfType<Told.Finished>();
        Told.Finished expected = undisturbed[^1].ShouldBeOfType<Told.Finished>();
        end.Answer.ShouldBe(expected.Answer);
        end.Reason.ShouldBe(expected.Reason);
        end.Report.Usage.ShouldBe(expected.Report.Usage);
    }

    private static async Task<int> PromptTokensAsync()
    {
        await using ScriptedWorker worker = await ScriptedWorker.StartAsync();
        return worker.Model.Engine.CountTokens(PromptRenderer.Render(
            worker.Model.Profile, Orders.Session().Problem, PromptMode.WithPeers, "boxed"));
    }

    private static IReadOnlyList<string> PeersOf(int round) => [$"peer one of {round}", $"peer two of {round}"];

    private static string Text(IEnumerable<Told> told) => string.Concat(told.SelectMany(one => one switch
    {
        Told.Summary summary => summary.Report.Text,
        Told.Finished finished => finished.Report.Text,
        _ => [],
    }).Select(segment => segment.Text));
}
