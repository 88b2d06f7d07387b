using LeaP.Inference.Engines;
using LeaP.Inference.Tests.Support;
using static LeaP.Inference.Tests.Support.Paths;

namespace LeaP.Inference.Tests.Engines;

/// <summary>What every engine that runs the embedded model does the same way.</summary>
public abstract class EngineContractTests
{
    private const string Prompt = "Start with 47. #1 Add 8. #2 Times 3.\n\n";
    private const string Block = " <comment> Peer 1: \"25\" </comment>\n\n";

    // Nothing the model was trained on, so that it is unsure of every token.
    private const string Unusual = "zq 😀 unlike anything";

    private static readonly string[] Prompts =
    [
        Prompt,
        "Start with 5. #1 Add 9. #2 Subtract 3. #3 Times 2.\n\n",
        "What is 12 and 30?",
        "unlike anything",
        string.Concat(Enumerable.Repeat("Start with 5. #1 Add 9. #2 Subtract 3.\n", 12)),
    ];

    private static CancellationToken None => CancellationToken.None;

    protected abstract Task<IModelEngine> LoadAsync(int slots = 4, int context = 512);

    [Fact]
    public async Task Greedy_text_is_that_of_plain_decoding_on_every_fork()
    {
        await using IModelEngine engine = await LoadAsync();
        using var reference = new ReferenceModel();
        foreach (string prompt in Prompts)
        {
            string expected = new GreedyPath(reference, prompt).Generate(24);
            IReadOnlyList<IGeneration> paths = await engine.StartAsync(prompt, Many(3, sampling: Greedy), None).Soon();

            GenerationResult[] results = await Task.WhenAll(paths.Select(path => path.GenerateAsync(Tokens(24), None).AsTask())).Soon();

            results.ShouldAllBe(result => result.Text == expected);
            paths.ShouldAllBe(path => path.Text == prompt + expected);
            await Task.WhenAll(paths.Select(path => path.DisposeAsync().AsTask())).Soon();
        }
    }

    [Fact]
    public async Task A_path_that_is_appended_to_and_cut_goes_on_like_plain_decoding()
    {
        await using IModelEngine engine = await LoadAsync();
        using var reference = new ReferenceModel();
        var plain = new GreedyPath(reference, Prompt);
        IGeneration path = (await engine.StartAsync(Prompt, [Path(0, sampling: Greedy)], None).Soon())[0];
        for (int cut = 2; cut < 12; cut += 3)
        {
            (await path.GenerateAsync(Tokens(8), None).Soon()).Text.ShouldBe(plain.Generate(8));
            await path.AppendAsync(Block, None).Soon();
            plain.Append(Block);
            (await path.GenerateAsync(Tokens(5), None).Soon()).Text.ShouldBe(plain.Generate(5));

            await path.RewindAsync(path.Text.Length - cut, None).Soon();
            plain.Rewind(plain.Text.Length - cut);

            path.Text.ShouldBe(plain.Text);
        }

        (await path.GenerateAsync(Tokens(6), None).Soon()).Text.ShouldBe(plain.Generate(6));
    }

    [Fact]
    public async Task A_fork_goes_on_like_its_origin_and_neither_sees_the_other()
    {
        await using IModelEngine engine = await LoadAsync();
        using var reference = new ReferenceModel();
        IGeneration path = (await engine.StartAsync(Prompt, [Path(0, sampling: Greedy)], None).Soon())[0];
        string begun = (await path.GenerateAsync(Tokens(5), None).Soon()).Text;

        IGeneration fork = await path.ForkAsync(Path(1, sampling: Greedy), None).Soon();
        await path.AppendAsync(Block, None).Soon();

        fork.Text.ShouldBe(Prompt + begun);
        var plain = new GreedyPath(reference, Prompt);
        plain.Generate(5);
        string rest = plain.Generate(7);
        (await fork.GenerateAsync(Tokens(7), None).Soon()).Text.ShouldBe(rest);
        path.Text.ShouldBe(Prompt + begun + Block);
    }

    [Fact]
    public async Task Equal_seeds_draw_equal_text_alone_and_beside_others()
    {
        await using IModelEngine engine = await LoadAsync();
        IReadOnlyList<IGeneration> paths = await engine.StartAsync(Unusual, [Hot(0, 5), Hot(1, 5), Hot(2, 6)], None).Soon();
        string alone = (await paths[0].GenerateAsync(Tokens(20), None).Soon()).Text;

        GenerationResult[] results = await Task.WhenAll(paths.Skip(1).Select(path => path.GenerateAsync(Tokens(20), None).AsTask())).Soon();

        results[0].Text.ShouldBe(alone);
        results[1].Text.ShouldNotBe(alone);
        results[0].MeanLogProbability.ShouldBeLessThan(0);
    }

    [Fact]
    public async Task A_stop_string_inside_and_across_tokens_cuts_right_behind_it()
    {
        await using IModelEngine engine = await LoadAsync();
        int cuts = 0;
        for (ulong seed = 1; cuts < 8; seed++)
        {
            IReadOnlyList<IGeneration> twins = await engine.StartAsync(Unusual, [Hot(0, seed), Hot(0, seed)], None).Soon();
            string free = (await twins[0].GenerateAsync(Tokens(25), None).Soon()).Text;
            if (free.Length >= 4)
            {
                cuts++;
                await CutAsync(twins[1], free);
            }

            await Task.WhenAll(twins.Select(twin => twin.DisposeAsync().AsTask())).Soon();
        }
    }

    [Fact]
    public async Task Cancelling_a_generation_ends_it_before_the_next_step_and_keeps_its_text()
    {
        await using IModelEngine engine = await LoadAsync();
        IGeneration path = (await engine.StartAsync(Prompt, [Path(0)], None).Soon())[0];
        using var cancel = new CancellationTokenSource();
        var pieces = new List<string>();
        void Take(string piece)
        {
            pieces.Add(piece);
            if (pieces.Count == 3)
            {
                cancel.Cancel();
            }
        }

        OperationCanceledException error = await Should.ThrowAsync<OperationCanceledException>(
            path.GenerateAsync(new GenerateOptions { MaxTokens = 400, OnText = Take }, cancel.Token).Soon());

        error.CancellationToken.ShouldBe(cancel.Token);
        path.Text.ShouldBe(Prompt + string.Concat(pieces));
        (await path.GenerateAsync(Tokens(2), None).Soon()).TokenCount.ShouldBeGreaterThan(0);
    }

    [Fact]
    public async Task A_cancelled_append_leaves_the_context_as_it_was()
    {
        await using IModelEngine engine = await LoadAsync(context: 2048);
        using var reference = new ReferenceModel();
        IReadOnlyList<IGeneration> paths = await engine.StartAsync(Prompt, Many(2, sampling: Greedy), None).Soon();
        await paths[0].GenerateAsync(Tokens(3), None).Soon();
        (string text, int tokens) = (paths[0].Text, paths[0].TokenCount);
        using var cancel = new CancellationTokenSource();
        Task<int>? append = null;
        void Take(string piece)
        {
            if (append is null)
            {
                append = paths[0].AppendAsync(string.Concat(Enumerable.Repeat("qz", 800)), cancel.Token).AsTask();
            }
            else
            {
                cancel.Cancel();
            }
        }

        await paths[1].GenerateAsync(new GenerateOptions { MaxTokens = 8, OnText = Take }, None).Soon();

        await Should.ThrowAsync<OperationCanceledException>(append.ShouldNotBeNull().Soon());
        paths[0].Text.ShouldBe(text);
        paths[0].TokenCount.ShouldBe(tokens);
        var plain = new GreedyPath(reference, Prompt);
        plain.Generate(3);
        string rest = plain.Generate(5);
        (await paths[0].GenerateAsync(Tokens(5), None).Soon()).Text.ShouldBe(rest);
    }

    [Fact]
    public async Task Text_that_does_not_fit_is_refused_and_a_full_context_ends_a_generation()
    {
        await using IModelEngine engine = await LoadAsync(context: 64);
        string tooLong = string.Concat(Enumerable.Repeat("qz", 40));
        await Should.ThrowAsync<ContextOverflowException>(engine.StartAsync(tooLong, [Path(0)], None).Soon());
        IGeneration path = (await engine.StartAsync(Unusual, [Hot(0, 3)], None).Soon())[0];
        string text = path.Text;

        await Should.ThrowAsync<ContextOverflowException>(path.AppendAsync(tooLong, None).Soon());
        path.Text.ShouldBe(text);
        GenerationResult result;
        do
        {
            result = await path.GenerateAsync(Tokens(100), None).Soon();
        }
        while (result.Stop == GenerationStop.EndOfSequence);

        result.Stop.ShouldBe(GenerationStop.ContextFull);
        path.TokenCount.ShouldBe(64);
        (await path.GenerateAsync(Tokens(1), None).Soon()).TokenCount.ShouldBe(0);
    }

    [Fact]
    public async Task Counters_tell_what_was_prefilled_drawn_and_dropped()
    {
        await using IModelEngine engine = await LoadAsync();
        IReadOnlyList<IGeneration> paths = await engine.StartAsync(Prompt, Many(4), None).Soon();
        int appended = 0;
        int drawn = 0;
        foreach (IGeneration path in paths)
        {
            drawn += Drawn(await path.GenerateAsync(Tokens(6), None).Soon());
            appended += await path.AppendAsync(Block, None).Soon();
            drawn += Drawn(await path.GenerateAsync(Tokens(3), None).Soon());
        }

        int prompt = engine.CountTokens(Prompt);
        EngineStatistics statistics = engine.Statistics;
        statistics.PrefilledTokens.ShouldBe(prompt + appended);
        statistics.DecodedTokens.ShouldBe(drawn);
        (statistics.ForkedTokens + statistics.RestoredTokens).ShouldBe(3 * prompt);
        statistics.DecodeSteps.ShouldBeGreaterThan(0);
        statistics.StepTime.ShouldBeGreaterThan(TimeSpan.Zero);
    }

    [Fact]
    public async Task Paths_wait_for_slots_and_get_them_when_others_leave()
    {
        await using IModelEngine engine = await LoadAsync(slots: 2);
        IReadOnlyList<IGeneration> paths = await engine.StartAsync(Prompt, Many(2), None).Soon();
        using var cancel = new CancellationTokenSource();

        Task<IReadOnlyList<IGeneration>> given = engine.StartAsync(Prompt, Many(2), cancel.Token).AsTask();
        Task<IGeneration> fork = paths[1].ForkAsync(Path(7), None).AsTask();
        await paths[0].DisposeAsync();
        given.IsCompleted.ShouldBeFalse();
        fork.IsCompleted.ShouldBeFalse();
        await cancel.CancelAsync();

        await Should.ThrowAsync<OperationCanceledException>(given.Soon());
        (await fork.Soon()).Text.ShouldBe(Prompt);
    }

    [Fact]
    public async Task A_second_operation_at_a_time_is_refused_and_one_that_fails_fails_alone()
    {
        await using IModelEngine engine = await LoadAsync();
        IReadOnlyList<IGeneration> paths = await engine.StartAsync(Prompt, Many(2, sampling: Greedy), None).Soon();
        Task<GenerationResult> other = paths[1].GenerateAsync(Tokens(12), None).AsTask();
        Exception? second = null;
        void Take(string piece)
        {
            second = Record.Exception(() => paths[0].AppendAsync("x", None).AsTask().GetAwaiter().GetResult());
            throw new FormatException();
        }

        await Should.ThrowAsync<FormatException>(
            paths[0].GenerateAsync(new GenerateOptions { MaxTokens = 20, OnText = Take }, None).Soon());

        second.ShouldBeOfType<InvalidOperationException>();
        (await other.Soon()).TokenCount.ShouldBeGreaterThan(0);
        (await paths[0].GenerateAsync(Tokens(2), None).Soon()).TokenCount.ShouldBeGreaterThan(0);
    }

    [Fact]
    public async Task Disposing_the_engine_ends_what_runs_and_what_waits()
    {
        IModelEngine engine = await LoadAsync(slots: 1, context: 2048);
        IGeneration path = (await engine.StartAsync(Prompt, [Path(0)], None).Soon())[0];
        Task<GenerationResult> running = path.GenerateAsync(new GenerateOptions { MaxTokens = 2000 }, None).AsTask();
        Task<IReadOnlyList<IGeneration>> waiting = engine.StartAsync(Prompt, [Path(1)], None).AsTask();

        await Task.WhenAll(engine.DisposeAsync().AsTask(), engine.DisposeAsync().AsTask()).Soon();

        await Should.ThrowAsync<ObjectDisposedException>(waiting.Soon());
        (await Record.ExceptionAsync(() => running.Soon())).ShouldNotBeOfType<TimeoutException>();
        running.IsCompleted.ShouldBeTrue();
        await path.DisposeAsync().Soon();
        await Should.ThrowAsync<ObjectDisposedException>(async () => await path.AppendAsync("x", None).Soon());
    }

    [Fact]
    public async Task Disposing_a_path_while_it_generates_ends_the_call_and_frees_the_slot()
    {
        await using IModelEngine engine = await LoadAsync(slots: 1, context: 2048);
        IGeneration path = (await engine.StartAsync(Unusual, [Hot(0, 1)], None).Soon())[0];
        var begun = new TaskCompletionSource(TaskCreationOptions.RunContinuationsAsynchronously);
        Task<GenerationResult> running = path.GenerateAsync(
            new GenerateOptions { MaxTokens = 2000, OnText = _ => begun.TrySetResult() }, None).AsTask();
        await begun.Task.Soon();

        await path.DisposeAsync().Soon();

        Exception? error = await Record.ExceptionAsync(() => running.Soon());
        (error is null or ObjectDisposedException).ShouldBeTrue(error?.ToString());
        (await engine.StartAsync(Prompt, [Path(1)], None).Soon())[0].Text.ShouldBe(Prompt);
    }

    private static async Task CutAsync(IGeneration twin, string free)
    {
        int middle = free.Length / 2;
        middle -= char.IsLowSurrogate(free[middle]) ? 1 : 0;
        int end = middle + (char.IsHighSurrogate(free[middle + 1]) ? 3 : 2);
        string stop = free[middle..end];
        var pieces = new List<string>();

        GenerationResult cut = await twin.GenerateAsync(
            new GenerateOptions { MaxTokens = 25, StopStrings = ["never there", stop], OnText = pieces.Add }, None).Soon();

        cut.Stop.ShouldBe(GenerationStop.StopString);
        cut.StopString.ShouldBe(stop);
        cut.Text.ShouldBe(free[..(free.IndexOf(stop, StringComparison.Ordinal) + stop.Length)]);
        string.Concat(pieces).ShouldBe(cut.Text);
        twin.Text.ShouldBe(Unusual + cut.Text);
    }

    private static GenerationSettings Hot(int index, ulong seed) => Path(index, seed, new() { Temperature = 2 });

    private static int Drawn(GenerationResult result)
        => result.TokenCount - (result.Stop == GenerationStop.EndOfSequence ? 1 : 0);
}
