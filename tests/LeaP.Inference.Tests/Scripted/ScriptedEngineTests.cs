using LeaP.Inference.Engines;
using LeaP.Inference.Scripted;
using LeaP.Inference.Tests.Support;
using static LeaP.Inference.Tests.Support.Paths;

namespace LeaP.Inference.Tests.Scripted;

public sealed class ScriptedEngineTests
{
    private const string Prompt = "What is one and one?\n<think>\n";

    [Fact]
    public async Task A_path_thinks_in_paragraphs_and_answers_what_the_options_say()
    {
        await using IModelEngine engine = await LoadAsync(new() { Answer = request => $"{request.Settings.PathIndex + 40}" });
        IReadOnlyList<IGeneration> paths = await engine.StartAsync(Prompt, Many(3), CancellationToken.None).Soon();

        for (int i = 0; i < paths.Count; i++)
        {
            GenerationResult result = await paths[i].GenerateAsync(Tokens(1000), CancellationToken.None).Soon();

            result.Stop.ShouldBe(GenerationStop.EndOfSequence);
            result.Text.ShouldEndWith($"\n\n</think>\n\nThe answer is \\boxed{{{i + 40}}}");
            result.Text.Split("\n\n").Length.ShouldBeGreaterThan(4);
            result.MeanLogProbability.ShouldBeInRange(-2, 0);
            paths[i].Text.ShouldBe(Prompt + result.Text);
        }
    }

    [Fact]
    public async Task Text_depends_on_path_and_seed_and_nothing_else()
    {
        string first = await WholeAsync(Path(0, 1));

        (await WholeAsync(Path(0, 1))).ShouldBe(first);
        (await WholeAsync(Path(1, 1))).ShouldNotBe(first);
        (await WholeAsync(Path(0, 2))).ShouldNotBe(first);
    }

    [Fact]
    public async Task A_path_rebuilt_from_its_text_elsewhere_ends_the_same()
    {
        string whole = await WholeAsync(Path(2, 7));
        await using IModelEngine engine = await LoadAsync();
        string half = whole[..(whole.IndexOf("\n\n", whole.Length / 2, StringComparison.Ordinal) + 2)];

        IGeneration moved = (await engine.StartAsync(half, [Path(2, 7)], CancellationToken.None).Soon())[0];
        await moved.GenerateAsync(Tokens(1000), CancellationToken.None).Soon();

        moved.Text.ShouldBe(whole);
    }

    [Fact]
    public async Task A_forced_answer_and_a_summary_are_completed()
    {
        await using IModelEngine engine = await LoadAsync(new() { Answer = _ => "9", SummaryTokens = 5 });
        IGeneration path = (await engine.StartAsync(Prompt, [Path(0)], CancellationToken.None).Soon())[0];

        await path.AppendAsync("In short <summarize>", CancellationToken.None).Soon();
        GenerationResult summary = await path.GenerateAsync(Tokens(50, "</summarize>"), CancellationToken.None).Soon();
        await path.AppendAsync("\n\nFinal answer: \\boxed{", CancellationToken.None).Soon();
        GenerationResult answer = await path.GenerateAsync(Tokens(10, "}"), CancellationToken.None).Soon();

        summary.TokenCount.ShouldBe(6);
        summary.StopString.ShouldBe("</summarize>");
        answer.Text.ShouldBe("9}");
    }

    [Fact]
    public async Task A_stop_inside_a_token_takes_the_rest_of_the_token_back()
    {
        await using IModelEngine engine = await LoadAsync();
        IGeneration path = (await engine.StartAsync(Prompt, [Path(0)], CancellationToken.None).Soon())[0];
        GenerationResult free = await path.GenerateAsync(Tokens(30), CancellationToken.None).Soon();
        string stop = free.Text[10..free.Text.IndexOf(' ', 12)][..3];
        await path.RewindAsync(Prompt.Length, CancellationToken.None).Soon();
        var pieces = new List<string>();

        GenerationResult cut = await path.GenerateAsync(
            new() { MaxTokens = 30, StopStrings = [stop], OnText = pieces.Add }, CancellationToken.None).Soon();

        cut.Stop.ShouldBe(GenerationStop.StopString);
        cut.Text.ShouldBe(free.Text[..(free.Text.IndexOf(stop, StringComparison.Ordinal) + 3)]);
        string.Concat(pieces).ShouldBe(cut.Text);
        path.Text.ShouldBe(Prompt + cut.Text);
    }

    [Fact]
    public async Task Limits_end_a_call_and_the_next_call_goes_on()
    {
        string whole = await WholeAsync(Path(0));
        await using IModelEngine engine = await LoadAsync();
        IGeneration path = (await engine.StartAsync(Prompt, [Path(0)], CancellationToken.None).Soon())[0];
        GenerationResult result;
        do
        {
            result = await path.GenerateAsync(Tokens(7), CancellationToken.None).Soon();
            result.TokenCount.ShouldBeLessThanOrEqualTo(7);
        }
        while (result.Stop == GenerationStop.TokenLimit);

        path.Text.ShouldBe(whole);
    }

    [Fact]
    public async Task A_full_context_stops_generation_and_refuses_text()
    {
        await using IModelEngine engine = await LoadAsync(load: new ModelLoadOptions { MaxContextTokens = 20 });
        IGeneration path = (await engine.StartAsync(Prompt, [Path(0)], CancellationToken.None).Soon())[0];

        GenerationResult result = await path.GenerateAsync(Tokens(50), CancellationToken.None).Soon();
        ContextOverflowException error = await Should.ThrowAsync<ContextOverflowException>(
            async () => await path.AppendAsync("more", CancellationToken.None).Soon());

        result.Stop.ShouldBe(GenerationStop.ContextFull);
        path.TokenCount.ShouldBe(20);
        error.NeededTokens.ShouldBe(21);
        await Should.ThrowAsync<ContextOverflowException>(
            engine.StartAsync(string.Join(' ', Enumerable.Repeat("a", 20)), [Path(0)], CancellationToken.None).Soon());
    }

    [Fact]
    public async Task Counters_tell_what_was_prefilled_forked_and_rewound()
    {
        await using IModelEngine engine = await LoadAsync();
        int prompt = engine.CountTokens(Prompt);
        IReadOnlyList<IGeneration> paths = await engine.StartAsync(Prompt, Many(3), CancellationToken.None).Soon();
        GenerationResult drawn = await paths[0].GenerateAsync(Tokens(5), CancellationToken.None).Soon();
        int appended = await paths[0].AppendAsync(" two words", CancellationToken.None).Soon();
        await paths[0].RewindAsync(paths[0].Text.Length - 3, CancellationToken.None).Soon();

        appended.ShouldBe(2);
        engine.Statistics.ShouldBe(new EngineStatistics(prompt + 2 + 1, drawn.TokenCount, 5, 2 * prompt, 1));
    }

    [Fact]
    public async Task A_fork_goes_on_alone_and_needs_a_slot()
    {
        await using IModelEngine engine = await LoadAsync(load: new ModelLoadOptions { SlotCount = 2 });
        IReadOnlyList<IGeneration> paths = await engine.StartAsync(Prompt, Many(2), CancellationToken.None).Soon();
        string before = paths[0].Text;

        Task<IGeneration> waiting = paths[0].ForkAsync(Path(5), CancellationToken.None).AsTask();
        waiting.IsCompleted.ShouldBeFalse();
        await paths[1].DisposeAsync();
        IGeneration fork = await waiting.Soon();
        await fork.GenerateAsync(Tokens(4), CancellationToken.None).Soon();

        fork.Text.ShouldStartWith(before);
        paths[0].Text.ShouldBe(before);
    }

    [Fact]
    public async Task Cancelling_ends_a_call_and_keeps_what_was_written()
    {
        await using IModelEngine engine = await LoadAsync();
        IGeneration path = (await engine.StartAsync(Prompt, [Path(0)], CancellationToken.None).Soon())[0];
        using var cancel = new CancellationTokenSource();
        int pieces = 0;
        var options = new GenerateOptions
        {
            MaxTokens = 1000,
            OnText = _ =>
            {
                if (++pieces == 3)
                {
                    cancel.Cancel();
                }
            },
        };

        await Should.ThrowAsync<OperationCanceledException>(path.GenerateAsync(options, cancel.Token).Soon());

        engine.Statistics.DecodedTokens.ShouldBe(3);
        path.TokenCount.ShouldBe(engine.CountTokens(Prompt) + 3);
    }

    [Fact]
    public async Task Disposing_the_engine_ends_what_runs_and_what_waits()
    {
        IModelEngine engine = await LoadAsync(
            new() { TokenDelay = TimeSpan.FromHours(1) }, new ModelLoadOptions { SlotCount = 1 });
        IGeneration path = (await engine.StartAsync(Prompt, [Path(0)], CancellationToken.None).Soon())[0];
        Task<GenerationResult> running = path.GenerateAsync(Tokens(10), CancellationToken.None).AsTask();
        Task<IReadOnlyList<IGeneration>> waiting = engine.StartAsync(Prompt, [Path(1)], CancellationToken.None).AsTask();

        await engine.DisposeAsync().Soon();

        await Should.ThrowAsync<ObjectDisposedException>(running.Soon());
        await Should.ThrowAsync<ObjectDisposedException>(waiting.Soon());
    }

    [Fact]
    public async Task One_operation_runs_at_a_time_and_none_after_disposal()
    {
        await using IModelEngine engine = await LoadAsync(new() { TokenDelay = TimeSpan.FromHours(1) });
        IGeneration path = (await engine.StartAsync(Prompt, [Path(0)], CancellationToken.None).Soon())[0];
        using var cancel = new CancellationTokenSource();
        Task<GenerationResult> running = path.GenerateAsync(Tokens(10), cancel.Token).AsTask();

        await Should.ThrowAsync<InvalidOperationException>(async () => await path.AppendAsync("x", CancellationToken.None).Soon());
        await cancel.CancelAsync();
        await Should.ThrowAsync<OperationCanceledException>(running.Soon());
        await path.DisposeAsync();
        await Should.ThrowAsync<ObjectDisposedException>(async () => await path.AppendAsync("x", CancellationToken.None).Soon());
    }

    [Fact]
    public async Task Wrong_arguments_are_named()
    {
        await using IModelEngine engine = await LoadAsync();
        IGeneration path = (await engine.StartAsync(Prompt, [Path(0)], CancellationToken.None).Soon())[0];

        (await Should.ThrowAsync<ArgumentOutOfRangeException>(
            async () => await path.RewindAsync(3, CancellationToken.None).Soon())).ParamName.ShouldBe("textLength");
        (await Should.ThrowAsync<ArgumentOutOfRangeException>(
            path.GenerateAsync(Tokens(0), CancellationToken.None).Soon())).ParamName.ShouldBe("MaxTokens");
        (await Should.ThrowAsync<ArgumentException>(
            path.GenerateAsync(Tokens(1, ""), CancellationToken.None).Soon())).Message.ShouldContain("StopStrings");
        (await Should.ThrowAsync<ArgumentOutOfRangeException>(
            engine.StartAsync("x", [Path(0, sampling: new() { Temperature = float.NaN })], CancellationToken.None).Soon()))
            .ParamName.ShouldBe("Temperature");
        (await Should.ThrowAsync<ArgumentOutOfRangeException>(
            engine.StartAsync("x", [], CancellationToken.None).Soon())).ParamName.ShouldBe("paths.Count");
    }

    private static Task<IModelEngine> LoadAsync(ScriptedEngineOptions? options = null, ModelLoadOptions? load = null)
        => new ScriptedEngineFactory(options ?? new(), TimeProvider.System)
            .LoadAsync(load ?? new ModelLoadOptions(), CancellationToken.None).Soon();

    private static async Task<string> WholeAsync(GenerationSettings settings)
    {
        await using IModelEngine engine = await LoadAsync();
        IGeneration path = (await engine.StartAsync(Prompt, [settings], CancellationToken.None).Soon())[0];
        await path.GenerateAsync(Tokens(1000), CancellationToken.None).Soon();
        return path.Text;
    }
}
