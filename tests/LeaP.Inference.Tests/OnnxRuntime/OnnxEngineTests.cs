using LeaP.Inference.Engines;
using LeaP.Inference.OnnxRuntime;
using LeaP.Inference.Tests.Support;
using Microsoft.ML.OnnxRuntime;
using static LeaP.Inference.Tests.Support.Paths;

namespace LeaP.Inference.Tests.OnnxRuntime;

public sealed class OnnxEngineTests
{
    private const string Prompt = "Start with 47. #1 Add 8. #2 Times 3.\n\n";

    // Nothing the model was trained on, so that it is unsure of every token.
    private const string Unusual = "zq 😀 unlike anything";

    [Fact]
    public async Task Equal_seeds_draw_equal_text_and_other_seeds_other_text()
    {
        await using OnnxEngine engine = await EmbeddedEngine.LoadAsync();
        IReadOnlyList<IGeneration> paths = await engine.StartAsync(
            Unusual, [Hot(0, 5), Hot(1, 5), Hot(2, 6)], CancellationToken.None).Soon();

        GenerationResult[] results = await Task.WhenAll(paths.Select(path =>
            path.GenerateAsync(Tokens(20), CancellationToken.None).AsTask())).Soon();

        results[1].Text.ShouldBe(results[0].Text);
        results[2].Text.ShouldNotBe(results[0].Text);
        results[0].MeanLogProbability.ShouldBeLessThan(0);
        paths[0].Text.ShouldBe(Unusual + results[0].Text);
    }

    [Fact]
    public async Task Nothing_is_prefilled_twice()
    {
        await using OnnxEngine engine = await EmbeddedEngine.LoadAsync();
        int prompt = engine.CountTokens(Prompt);
        IReadOnlyList<IGeneration> paths = await engine.StartAsync(Prompt, Many(4), CancellationToken.None).Soon();
        int appended = 0;
        int drawn = 0;
        foreach (IGeneration path in paths)
        {
            drawn += DrawnTokens(await path.GenerateAsync(Tokens(6), CancellationToken.None).Soon());
            appended += await path.AppendAsync(" <comment> Peer 1: \"25\" </comment>\n\n", CancellationToken.None).Soon();
            drawn += DrawnTokens(await path.GenerateAsync(Tokens(3), CancellationToken.None).Soon());
        }

        EngineStatistics statistics = engine.Statistics;

        statistics.PrefilledTokens.ShouldBe(prompt + appended);
        statistics.DecodedTokens.ShouldBe(drawn);
        statistics.ForkedTokens.ShouldBe(3 * prompt);
        // Drawn tokens that wait for the next run, or were dropped before it, are missing; nothing went through twice.
        engine.Runner.FedTokens.ShouldBeInRange(prompt + appended + (drawn / 2), prompt + appended + drawn);
    }

    [Fact]
    public async Task What_stays_of_a_token_after_a_rewind_counts_as_appended()
    {
        await using OnnxEngine engine = await EmbeddedEngine.LoadAsync();
        OnnxGeneration path = await engine.StartOneAsync(Prompt, Path(0));
        int tokens = path.TokenCount;
        await path.AppendAsync("</think>", CancellationToken.None).Soon();

        await path.RewindAsync(Prompt.Length + 3, CancellationToken.None).Soon();
        await path.GenerateAsync(Tokens(1), CancellationToken.None).Soon();

        engine.Statistics.RewoundTokens.ShouldBe(1);
        engine.Statistics.PrefilledTokens.ShouldBe(tokens + 1 + engine.CountTokens("</t"));
    }

    [Fact]
    public async Task A_stop_string_inside_and_across_tokens_cuts_right_behind_it()
    {
        await using OnnxEngine engine = await EmbeddedEngine.LoadAsync();
        using var reference = new ReferenceModel();
        var recorder = new LogitsRecorder(engine);
        int cuts = 0;
        for (ulong seed = 1; cuts < 10; seed++)
        {
            IReadOnlyList<IGeneration> twins = await engine.StartAsync(Unusual, [Hot(0, seed), Hot(0, seed)], CancellationToken.None).Soon();
            string free = (await twins[0].GenerateAsync(Tokens(25), CancellationToken.None).Soon()).Text;
            if (free.Length < 4)
            {
                await Task.WhenAll(twins.Select(twin => twin.DisposeAsync().AsTask()));
                continue;
            }

            cuts++;
            int middle = free.Length / 2;
            middle -= char.IsLowSurrogate(free[middle]) ? 1 : 0;
            int end = middle + (char.IsHighSurrogate(free[middle + 1]) ? 3 : 2);
            string stop = free[middle..end];
            var pieces = new List<string>();

            GenerationResult cut = await twins[1].GenerateAsync(
                new GenerateOptions { MaxTokens = 25, StopStrings = ["never there", stop], OnText = pieces.Add }, CancellationToken.None).Soon();
            await twins[1].GenerateAsync(Tokens(2), CancellationToken.None).Soon();

            cut.Stop.ShouldBe(GenerationStop.StopString);
            cut.StopString.ShouldBe(stop);
            cut.Text.ShouldBe(free[..(free.IndexOf(stop, StringComparison.Ordinal) + stop.Length)]);
            string.Concat(pieces).ShouldBe(cut.Text);
            twins[1].Text.ShouldStartWith(Unusual + cut.Text);
            await twins[0].DisposeAsync();
            await twins[1].DisposeAsync();
        }

        recorder.ShouldEqualFreshPrefill(reference, 7);
    }

    [Fact]
    public async Task Cancelling_a_generation_ends_it_before_the_next_step_and_keeps_its_text()
    {
        await using OnnxEngine engine = await EmbeddedEngine.LoadAsync();
        OnnxGeneration path = await engine.StartOneAsync(Prompt, Path(0));
        using var cancel = new CancellationTokenSource();
        long drawnAtCancel = 0;
        var pieces = new List<string>();
        var options = new GenerateOptions
        {
            MaxTokens = 400,
            OnText = piece =>
            {
                pieces.Add(piece);
                if (pieces.Count == 3)
                {
                    cancel.Cancel();
                    drawnAtCancel = engine.Statistics.DecodedTokens;
                }
            },
        };

        OperationCanceledException error = await Should.ThrowAsync<OperationCanceledException>(
            path.GenerateAsync(options, cancel.Token).Soon());

        error.CancellationToken.ShouldBe(cancel.Token);
        engine.Statistics.DecodedTokens.ShouldBe(drawnAtCancel);
        path.Text.ShouldBe(Prompt + string.Concat(pieces));
        await path.GenerateAsync(Tokens(2), CancellationToken.None).Soon();
    }

    [Fact]
    public async Task A_cancelled_append_leaves_the_context_as_it_was()
    {
        await using OnnxEngine engine = await EmbeddedEngine.LoadAsync(context: 2048);
        using var reference = new ReferenceModel();
        OnnxGeneration other = await engine.StartOneAsync(Prompt, Path(1));
        OnnxGeneration path = await engine.StartOneAsync(Prompt, Path(0));
        await path.GenerateAsync(Tokens(3), CancellationToken.None).Soon();
        string text = path.Text;
        int tokens = path.TokenCount;
        using var cancel = new CancellationTokenSource();
        Task<int>? append = null;

        // The other path's callback runs on the loop: the append is handed in and cancelled between two of its turns.
        await other.GenerateAsync(
            new GenerateOptions
            {
                MaxTokens = 20,
                OnText = _ =>
                {
                    if (append is null)
                    {
                        append = path.AppendAsync(string.Concat(Enumerable.Repeat("qz", 800)), cancel.Token).AsTask();
                    }
                    else
                    {
                        cancel.Cancel();
                    }
                },
            },
            CancellationToken.None).Soon();

        await Should.ThrowAsync<OperationCanceledException>(append.ShouldNotBeNull().Soon());
        path.Text.ShouldBe(text);
        path.TokenCount.ShouldBe(tokens);
        var recorder = new LogitsRecorder(engine);
        await path.GenerateAsync(Tokens(3), CancellationToken.None).Soon();
        recorder.ShouldEqualFreshPrefill(reference);
    }

    [Fact]
    public async Task A_failed_run_fails_its_caller_and_nobody_else()
    {
        await using OnnxEngine engine = await EmbeddedEngine.LoadAsync();
        OnnxGeneration path = await engine.StartOneAsync(Prompt, Path(0));
        OnnxGeneration other = await engine.StartOneAsync(Prompt, Path(1));
        Task<GenerationResult> decoding = other.GenerateAsync(Tokens(30), CancellationToken.None).AsTask();
        int tokens = path.TokenCount;

        await Should.ThrowAsync<OnnxRuntimeException>(
            engine.Submit(new AppendJob(path.Context, [1_000_000], CancellationToken.None)).Soon());
        await Should.ThrowAsync<FormatException>(path.GenerateAsync(
            new GenerateOptions { MaxTokens = 20, OnText = _ => throw new FormatException() }, CancellationToken.None).Soon());

        (await decoding.Soon()).TokenCount.ShouldBeGreaterThan(0);
        path.TokenCount.ShouldBeGreaterThanOrEqualTo(tokens);
        (await path.GenerateAsync(Tokens(2), CancellationToken.None).Soon()).TokenCount.ShouldBeGreaterThan(0);
    }

    [Fact]
    public async Task Disposing_the_engine_ends_what_runs_and_what_waits()
    {
        OnnxEngine engine = await EmbeddedEngine.LoadAsync(slots: 1, context: 2048);
        OnnxGeneration path = await engine.StartOneAsync(Prompt, Path(0));
        Task<GenerationResult> running = path.GenerateAsync(
            new GenerateOptions { MaxTokens = 2000 }, CancellationToken.None).AsTask();
        Task<IReadOnlyList<IGeneration>> waiting = engine.StartAsync(Prompt, [Path(1)], CancellationToken.None).AsTask();

        await Task.WhenAll(engine.DisposeAsync().AsTask(), engine.DisposeAsync().AsTask()).Soon();

        await Should.ThrowAsync<ObjectDisposedException>(waiting.Soon());
        Exception? error = await Record.ExceptionAsync(() => running.Soon());
        (error is null or ObjectDisposedException or OnnxRuntimeException).ShouldBeTrue(error?.ToString());
        await path.DisposeAsync().Soon();
        await Should.ThrowAsync<ObjectDisposedException>(async () => await path.AppendAsync("x", CancellationToken.None).Soon());
    }

    [Fact]
    public async Task Disposing_a_path_while_it_generates_ends_the_call_and_frees_the_slot()
    {
        await using OnnxEngine engine = await EmbeddedEngine.LoadAsync(slots: 1, context: 2048);
        OnnxGeneration path = await engine.StartOneAsync(Prompt, Path(0));
        var begun = new TaskCompletionSource(TaskCreationOptions.RunContinuationsAsynchronously);
        Task<GenerationResult> running = path.GenerateAsync(
            new GenerateOptions { MaxTokens = 2000, OnText = _ => begun.TrySetResult() }, CancellationToken.None).AsTask();
        await begun.Task.Soon();

        await path.DisposeAsync().Soon();

        Exception? error = await Record.ExceptionAsync(() => running.Soon());
        (error is null or ObjectDisposedException).ShouldBeTrue(error?.ToString());
        (await engine.StartOneAsync(Prompt, Path(1))).Text.ShouldBe(Prompt);
    }

    private static GenerationSettings Hot(int index, ulong seed) => Path(index, seed, new() { Temperature = 2 });

    private static int DrawnTokens(GenerationResult result)
        => result.TokenCount - (result.Stop == GenerationStop.EndOfSequence ? 1 : 0);
}
