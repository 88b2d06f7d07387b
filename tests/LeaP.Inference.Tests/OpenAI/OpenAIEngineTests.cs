using System.Text.Json;
using LeaP.Inference.Engines;
using LeaP.Inference.OnnxRuntime;
using LeaP.Inference.OpenAI;
using LeaP.Inference.Tests.Support;
using LeaP.TestKit.Completions;
using static LeaP.Inference.Tests.Support.Paths;

namespace LeaP.Inference.Tests.OpenAI;

public sealed class OpenAIEngineTests
{
    private const string Prompt = "What is one and one?\n<think>\n";

    public static TheoryData<string> ChainProblems =>
    [
        "Start with 47. #1 Add 8. #2 Times 3.\n\n",
        "Start with 5. #1 Minus 8. #2 Times 9. #3 Add 4. #4 Times 2. #5 Minus 1.\n\n",
        "Start with 99. #1 Times 7. #2 Times 7.\n\n",
    ];

    [Theory]
    [MemberData(nameof(ChainProblems))]
    public async Task Greedy_text_is_that_of_the_engine_behind_the_server(string problem)
    {
        await using OnnxEngine local = await EmbeddedEngine.LoadAsync(slots: 2);
        await using CompletionsServer server = await CompletionsServer.StartAsync(local);
        await using IModelEngine remote = await RemoteEngine.LoadAsync(RemoteEngine.Options(server.Url), context: 512);
        IGeneration there = await remote.StartOneAsync(problem, Path(0, sampling: Greedy));

        foreach (GenerateOptions options in new[] { Tokens(9), Tokens(60, "."), Tokens(60, "zz", "1", "\n\n"), Tokens(24) })
        {
            // A server starts from the text each time, so the engine alone does too.
            IGeneration here = await local.StartOneAsync(there.Text, Path(0, sampling: Greedy));
            GenerationResult expected = await here.GenerateAsync(options, CancellationToken.None).Soon();
            GenerationResult got = await there.GenerateAsync(options, CancellationToken.None).Soon();

            (got with { MeanLogProbability = 0 }).ShouldBe(expected with { MeanLogProbability = 0 });
            there.Text.ShouldBe(here.Text);
            if (got.Stop != GenerationStop.StopString)
            {
                there.TokenCount.ShouldBe(here.TokenCount);
            }

            await here.DisposeAsync();
            await there.AppendAsync(" <comment> Peer 1: \"25\" </comment>\n\n", CancellationToken.None).Soon();
        }
    }

    [Fact]
    public async Task A_request_holds_the_whole_text_and_every_setting_but_no_stop_string()
    {
        await using IModelEngine script = await RemoteEngine.ScriptAsync();
        await using CompletionsServer server = await CompletionsServer.StartAsync(script);
        await using IModelEngine engine = await RemoteEngine.LoadAsync(server);
        IGeneration path = await engine.StartOneAsync(
            Prompt, Path(0, sampling: new() { Temperature = 0.5f, TopP = 0.25f, TopK = 7, MinP = 0.125f }));
        await path.AppendAsync("So far 😀 ", CancellationToken.None).Soon();

        await path.GenerateAsync(Tokens(5, "never there"), CancellationToken.None).Soon();

        JsonElement body = server.Completions.Single().Body;
        body.GetProperty("model").GetString().ShouldBe("tiny");
        body.GetProperty("prompt").GetString().ShouldBe(Prompt + "So far 😀 ");
        body.GetProperty("max_tokens").GetInt32().ShouldBe(5);
        body.GetProperty("temperature").GetDouble().ShouldBe(0.5);
        body.GetProperty("top_p").GetDouble().ShouldBe(0.25);
        body.GetProperty("top_k").GetInt32().ShouldBe(7);
        body.GetProperty("min_p").GetDouble().ShouldBe(0.125);
        body.GetProperty("repetition_penalty").GetDouble().ShouldBe(1);
        body.TryGetProperty("repeat_penalty", out _).ShouldBeFalse();
        body.GetProperty("stream").GetBoolean().ShouldBeTrue();
        body.TryGetProperty("stop", out _).ShouldBeFalse();
        body.TryGetProperty("logprobs", out _).ShouldBeFalse();
        server.Completions.Single().Authorization.ShouldBeEmpty();
    }

    [Fact]
    public async Task Unbounded_top_k_is_said_in_the_words_that_every_server_knows()
    {
        await using IModelEngine script = await RemoteEngine.ScriptAsync();
        await using CompletionsServer server = await CompletionsServer.StartAsync(script);
        await using IModelEngine engine = await RemoteEngine.LoadAsync(server);

        await (await engine.StartOneAsync(Prompt, Path(0))).GenerateAsync(Tokens(1), CancellationToken.None).Soon();

        server.Completions.Single().Body.GetProperty("top_k").GetInt32().ShouldBe(-1);
    }

    [Fact]
    public async Task A_repetition_penalty_is_said_in_the_words_of_every_server()
    {
        await using IModelEngine script = await RemoteEngine.ScriptAsync();
        await using CompletionsServer server = await CompletionsServer.StartAsync(script);
        await using IModelEngine engine = await RemoteEngine.LoadAsync(server);
        IGeneration path = await engine.StartOneAsync(Prompt, Path(0, sampling: new() { RepetitionPenalty = 1.5f }));

        await path.GenerateAsync(Tokens(1), CancellationToken.None).Soon();

        JsonElement body = server.Completions.Single().Body;
        body.GetProperty("repetition_penalty").GetDouble().ShouldBe(1.5);
        body.GetProperty("repeat_penalty").GetDouble().ShouldBe(1.5);
        body.GetProperty("repeat_last_n").GetInt32().ShouldBe(-1);
    }

    [Fact]
    public async Task A_stop_string_stays_in_the_text_and_ends_the_request_at_the_server()
    {
        await using IModelEngine script = await RemoteEngine.ScriptAsync(new() { TokenDelay = TimeSpan.FromMilliseconds(1), ThinkTokens = 20_000 });
        await using CompletionsServer server = await CompletionsServer.StartAsync(script);
        await using IModelEngine engine = await RemoteEngine.LoadAsync(RemoteEngine.Options(server.Url), context: 30_000);
        IGeneration path = await engine.StartOneAsync(Prompt, Path(0));
        var pieces = new List<string>();

        GenerationResult result = await path.GenerateAsync(
            new() { MaxTokens = 20_000, StopStrings = ["\n\n"], OnText = pieces.Add }, CancellationToken.None).Soon();

        result.Stop.ShouldBe(GenerationStop.StopString);
        result.StopString.ShouldBe("\n\n");
        result.Text.ShouldEndWith("\n\n");
        result.Text.IndexOf("\n\n", StringComparison.Ordinal).ShouldBe(result.Text.Length - 2);
        string.Concat(pieces).ShouldBe(result.Text);
        path.Text.ShouldBe(Prompt + result.Text);
        await Waiting.ForAsync(() => server.Aborted == 1);
        server.DrawnTokens.ShouldBeLessThan(10_000);
    }

    [Fact]
    public async Task Each_request_has_a_seed_of_its_own_and_equal_paths_have_equal_seeds()
    {
        await using IModelEngine script = await RemoteEngine.ScriptAsync();
        await using CompletionsServer server = await CompletionsServer.StartAsync(script);
        await using IModelEngine engine = await RemoteEngine.LoadAsync(server);
        foreach (ulong seed in new ulong[] { 5, 5, 6 })
        {
            IGeneration path = await engine.StartOneAsync(Prompt, Path(0, seed));
            await path.GenerateAsync(Tokens(3), CancellationToken.None).Soon();
            await path.RewindAsync(Prompt.Length, CancellationToken.None).Soon();
            await path.GenerateAsync(Tokens(3), CancellationToken.None).Soon();
            await path.DisposeAsync();
        }

        int[] seeds = [.. server.Completions.Select(request => request.Body.GetProperty("seed").GetInt32())];
        seeds[2..4].ShouldBe(seeds[..2]);
        seeds.Distinct().Count().ShouldBe(4);
        seeds.ShouldAllBe(seed => seed >= 0);
    }

    [Fact]
    public async Task The_end_of_sequence_and_the_limits_end_a_call()
    {
        await using IModelEngine script = await RemoteEngine.ScriptAsync(new() { Answer = _ => "41", ThinkTokens = 20 });
        await using CompletionsServer server = await CompletionsServer.StartAsync(script);
        await using IModelEngine engine = await RemoteEngine.LoadAsync(server);
        await using IModelEngine narrow = await RemoteEngine.LoadAsync(RemoteEngine.Options(server.Url), context: 20);
        IGeneration path = await engine.StartOneAsync(Prompt, Path(0));
        IGeneration tight = await narrow.StartOneAsync(Prompt, Path(0));

        GenerationResult limited = await path.GenerateAsync(Tokens(7), CancellationToken.None).Soon();
        GenerationResult whole = await path.GenerateAsync(Tokens(1000), CancellationToken.None).Soon();
        GenerationResult full = await tight.GenerateAsync(Tokens(1000), CancellationToken.None).Soon();

        limited.Stop.ShouldBe(GenerationStop.TokenLimit);
        limited.TokenCount.ShouldBe(7);
        whole.Stop.ShouldBe(GenerationStop.EndOfSequence);
        whole.Text.ShouldEndWith("\\boxed{41}");
        path.TokenCount.ShouldBe(engine.CountTokens(path.Text));
        full.Stop.ShouldBe(GenerationStop.ContextFull);
        tight.TokenCount.ShouldBe(20);
        (await Should.ThrowAsync<ContextOverflowException>(tight.AppendAsync("more", CancellationToken.None).Soon()))
            .NeededTokens.ShouldBe(21);
        await Should.ThrowAsync<ContextOverflowException>(
            narrow.StartAsync(string.Join(' ', Enumerable.Repeat("a", 20)), [Path(0)], CancellationToken.None).Soon());
    }

    [Fact]
    public async Task Without_the_servers_counts_pieces_are_counted_and_text_is_estimated()
    {
        await using IModelEngine script = await RemoteEngine.ScriptAsync();
        await using CompletionsServer server = await CompletionsServer.StartAsync(
            script, new() { CountsTokens = false, TellsUsage = false, TellsUsageAlways = false });
        await using IModelEngine engine = await RemoteEngine.LoadAsync(server);
        IGeneration path = await engine.StartOneAsync(Prompt, Path(0));

        engine.CountTokens("seven!!").ShouldBe(3);
        path.TokenCount.ShouldBe(10);
        GenerationResult result = await path.GenerateAsync(Tokens(6), CancellationToken.None).Soon();
        result.TokenCount.ShouldBe(6);
        result.Stop.ShouldBe(GenerationStop.TokenLimit);
        path.TokenCount.ShouldBe(16);
    }

    [Fact]
    public async Task Counts_at_the_end_of_the_stream_correct_what_was_estimated()
    {
        await using IModelEngine script = await RemoteEngine.ScriptAsync();
        await using CompletionsServer server = await CompletionsServer.StartAsync(
            script, new() { CountsTokens = false, TellsUsageAlways = false });
        await using IModelEngine engine = await RemoteEngine.LoadAsync(server);
        IGeneration path = await engine.StartOneAsync(Prompt, Path(0));

        await path.GenerateAsync(Tokens(6), CancellationToken.None).Soon();

        path.TokenCount.ShouldBe(script.CountTokens(path.Text));
    }

    [Fact]
    public async Task Probabilities_are_asked_for_when_wanted()
    {
        await using OnnxEngine local = await EmbeddedEngine.LoadAsync(slots: 2);
        await using CompletionsServer server = await CompletionsServer.StartAsync(local);
        OpenAIEngineOptions options = RemoteEngine.Options(server.Url);
        options.LogProbabilities = true;
        await using IModelEngine remote = await RemoteEngine.LoadAsync(options, context: 512);
        IGeneration here = await local.StartOneAsync("zq unlike anything", Path(0, sampling: Greedy));
        IGeneration there = await remote.StartOneAsync("zq unlike anything", Path(0, sampling: Greedy));

        GenerationResult expected = await here.GenerateAsync(Tokens(5), CancellationToken.None).Soon();
        GenerationResult got = await there.GenerateAsync(Tokens(5), CancellationToken.None).Soon();

        expected.MeanLogProbability.ShouldBeLessThan(0);
        got.MeanLogProbability.ShouldBe(expected.MeanLogProbability, 1e-3);
    }

    [Fact]
    public async Task Rewind_and_fork_work_on_the_text_and_ask_no_server()
    {
        await using IModelEngine script = await RemoteEngine.ScriptAsync();
        await using CompletionsServer server = await CompletionsServer.StartAsync(script);
        await using IModelEngine engine = await RemoteEngine.LoadAsync(RemoteEngine.Options(server.Url), slots: 2);
        IGeneration path = await engine.StartOneAsync(Prompt, Path(0));
        GenerationResult drawn = await path.GenerateAsync(Tokens(10), CancellationToken.None).Soon();
        int requests = server.Requests.Count;
        int tokens = path.TokenCount;

        IGeneration fork = await path.ForkAsync(Path(1), CancellationToken.None).Soon();
        await path.RewindAsync(Prompt.Length, CancellationToken.None).Soon();

        server.Requests.Count.ShouldBe(requests);
        fork.Text.ShouldBe(Prompt + drawn.Text);
        fork.TokenCount.ShouldBe(tokens);
        path.Text.ShouldBe(Prompt);
        path.TokenCount.ShouldBe(tokens - 10);
        engine.Statistics.RewoundTokens.ShouldBe(10);
        Task<IGeneration> waiting = fork.ForkAsync(Path(2), CancellationToken.None).AsTask();
        waiting.IsCompleted.ShouldBeFalse();
        await path.DisposeAsync();
        (await waiting.Soon()).Text.ShouldBe(fork.Text);
    }

    [Fact]
    public async Task Cancelling_ends_the_request_and_keeps_what_came()
    {
        await using IModelEngine script = await RemoteEngine.ScriptAsync(new() { TokenDelay = TimeSpan.FromMilliseconds(2), ThinkTokens = 20_000 });
        await using CompletionsServer server = await CompletionsServer.StartAsync(script);
        await using IModelEngine engine = await RemoteEngine.LoadAsync(RemoteEngine.Options(server.Url), context: 30_000);
        IGeneration path = await engine.StartOneAsync(Prompt, Path(0));
        using var cancel = new CancellationTokenSource();
        var pieces = new List<string>();
        var options = new GenerateOptions
        {
            MaxTokens = 20_000,
            StopStrings = ["never there"],
            OnText = piece =>
            {
                pieces.Add(piece);
                if (pieces.Count == 3)
                {
                    cancel.Cancel();
                }
            },
        };

        OperationCanceledException error = await Should.ThrowAsync<OperationCanceledException>(
            path.GenerateAsync(options, cancel.Token).Soon());

        error.CancellationToken.ShouldBe(cancel.Token);
        path.Text.ShouldBe(Prompt + string.Concat(pieces));
        await Waiting.ForAsync(() => server.Aborted == 1);
        (await path.GenerateAsync(Tokens(2), CancellationToken.None).Soon()).TokenCount.ShouldBe(2);
    }

    [Theory]
    [InlineData(false)]
    [InlineData(true)]
    public async Task Disposing_engine_or_path_ends_what_runs(bool onlyPath)
    {
        await using IModelEngine script = await RemoteEngine.ScriptAsync(new() { TokenDelay = TimeSpan.FromHours(1) });
        await using CompletionsServer server = await CompletionsServer.StartAsync(script);
        await using IModelEngine engine = await RemoteEngine.LoadAsync(RemoteEngine.Options(server.Url), slots: 1);
        IGeneration path = await engine.StartOneAsync(Prompt, Path(0));
        Task<GenerationResult> running = path.GenerateAsync(Tokens(10), CancellationToken.None).AsTask();
        await Waiting.ForAsync(() => server.Completions.Count == 1);
        await Should.ThrowAsync<InvalidOperationException>(path.AppendAsync("x", CancellationToken.None).Soon());

        await (onlyPath ? path.DisposeAsync() : engine.DisposeAsync()).Soon();

        await Should.ThrowAsync<ObjectDisposedException>(running.Soon());
        await Should.ThrowAsync<ObjectDisposedException>(path.AppendAsync("x", CancellationToken.None).Soon());
        await Waiting.ForAsync(() => server.Aborted == 1);
    }

    [Fact]
    public async Task Counters_tell_what_was_asked_for()
    {
        await using IModelEngine script = await RemoteEngine.ScriptAsync();
        await using CompletionsServer server = await CompletionsServer.StartAsync(script);
        await using IModelEngine engine = await RemoteEngine.LoadAsync(server);
        int prompt = engine.CountTokens(Prompt);
        IReadOnlyList<IGeneration> paths = await engine.StartAsync(Prompt, Many(3), CancellationToken.None).Soon();

        await paths[0].GenerateAsync(Tokens(5), CancellationToken.None).Soon();
        int appended = await paths[0].AppendAsync(" two words", CancellationToken.None).Soon();

        appended.ShouldBe(2);
        engine.Statistics.ShouldBe(new EngineStatistics(prompt + 2, 5, 5, 2 * prompt, 0));
    }
}
