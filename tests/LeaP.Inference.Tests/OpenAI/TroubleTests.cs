using System.Collections.Concurrent;
using LeaP.Inference.Engines;
using LeaP.Inference.OpenAI;
using LeaP.Inference.Tests.Support;
using LeaP.TestKit.Completions;
using static LeaP.Inference.Tests.Support.Paths;

namespace LeaP.Inference.Tests.OpenAI;

public sealed class TroubleTests
{
    private const string Prompt = "What is one and one?\n<think>\n";

    public static TheoryData<CompletionsFault, string> Faults => new()
    {
        { new(CompletionsFaultKind.Status, Status: 429), "answered 429 TooManyRequests" },
        { new(CompletionsFaultKind.Status, Status: 500), "answered 500 InternalServerError. this one fails on purpose" },
        { new(CompletionsFaultKind.Status, Status: 503, RetryAfter: 3600), "answered 503" },
        { new(CompletionsFaultKind.Break, AfterPieces: 0), "broke off" },
        { new(CompletionsFaultKind.Break, AfterPieces: 4), "broke off" },
        { new(CompletionsFaultKind.Cut, AfterPieces: 4), "before its text was done" },
        { new(CompletionsFaultKind.ErrorPiece, AfterPieces: 4), "out of luck" },
        { new(CompletionsFaultKind.Garbage, AfterPieces: 4), "no JSON object" },
        { new(CompletionsFaultKind.Silence, AfterPieces: 4), "did not answer within 00:00:00.2" },
    };

    [Theory]
    [MemberData(nameof(Faults))]
    public async Task Text_goes_on_behind_a_fault_without_a_gap(CompletionsFault fault, string cause)
    {
        await using IModelEngine script = await RemoteEngine.ScriptAsync();
        await using CompletionsServer server = await CompletionsServer.StartAsync(script, new() { Seed = 1 });
        var notices = new ConcurrentQueue<CompletionsNotice>();
        OpenAIEngineOptions options = RemoteEngine.Options(server.Url);
        options.SilenceLimit = fault.Kind == CompletionsFaultKind.Silence ? TimeSpan.FromSeconds(0.2) : options.SilenceLimit;
        await using IModelEngine engine = await RemoteEngine.LoadAsync(options, notices.Enqueue);
        IGeneration sound = await engine.StartOneAsync(Prompt, Path(0));
        IGeneration path = await engine.StartOneAsync(Prompt, Path(0));
        GenerationResult expected = await sound.GenerateAsync(Tokens(10), CancellationToken.None).Soon();
        server.Fail(fault);
        var pieces = new List<string>();

        GenerationResult result = await path.GenerateAsync(
            new() { MaxTokens = 10, OnText = pieces.Add }, CancellationToken.None).Soon();

        result.ShouldBe(expected);
        string.Concat(pieces).ShouldBe(expected.Text);
        path.Text.ShouldBe(sound.Text);
        path.TokenCount.ShouldBe(sound.TokenCount);
        notices.ShouldHaveSingleItem().Cause.ShouldContain(cause);
        server.Completions[^1].Body.GetProperty("max_tokens").GetInt32().ShouldBe(10 - fault.AfterPieces);
        server.Completions[^1].Body.GetProperty("seed").GetInt32()
            .ShouldNotBe(server.Completions[^2].Body.GetProperty("seed").GetInt32());
    }

    [Fact]
    public async Task A_stop_string_is_found_across_a_broken_stream()
    {
        await using IModelEngine script = await RemoteEngine.ScriptAsync();
        await using CompletionsServer server = await CompletionsServer.StartAsync(script, new() { Seed = 1 });
        await using IModelEngine engine = await RemoteEngine.LoadAsync(server);
        IGeneration sound = await engine.StartOneAsync(Prompt, Path(0));
        int fourth = (await sound.GenerateAsync(Tokens(4), CancellationToken.None).Soon()).Text.Length;
        await sound.GenerateAsync(Tokens(4), CancellationToken.None).Soon();
        string free = sound.Text[Prompt.Length..];
        string stop = free[(fourth - 2)..(fourth + 2)];
        IGeneration path = await engine.StartOneAsync(Prompt, Path(0));
        server.Fail(new CompletionsFault(CompletionsFaultKind.Break, AfterPieces: 4));

        GenerationResult result = await path.GenerateAsync(Tokens(8, "never there", stop), CancellationToken.None).Soon();

        result.StopString.ShouldBe(stop);
        result.Text.ShouldBe(free[..(fourth + 2)]);
        server.Completions[^2].Body.GetProperty("prompt").GetString().ShouldBe(Prompt);
        server.Completions[^1].Body.GetProperty("prompt").GetString().ShouldBe(Prompt + free[..fourth]);
    }

    [Fact]
    public async Task A_server_that_always_fails_is_given_up_after_the_allowed_attempts()
    {
        await using IModelEngine script = await RemoteEngine.ScriptAsync();
        await using CompletionsServer server = await CompletionsServer.StartAsync(script);
        OpenAIEngineOptions options = RemoteEngine.Options(server.Url);
        options.MaxAttempts = 3;
        await using IModelEngine engine = await RemoteEngine.LoadAsync(options);
        IGeneration path = await engine.StartOneAsync(Prompt, Path(0));
        server.Fail(Enumerable.Repeat(new CompletionsFault(CompletionsFaultKind.Status), 9));

        CompletionsException error = await Should.ThrowAsync<CompletionsException>(
            path.GenerateAsync(Tokens(4), CancellationToken.None).Soon());

        error.Message.ShouldStartWith("No text came in 3 attempts (MaxAttempts).");
        error.Message.ShouldContain(server.Url);
        server.Completions.Count.ShouldBe(3);
        path.Text.ShouldBe(Prompt);
    }

    [Fact]
    public async Task Attempts_that_bring_text_are_not_held_against_a_server()
    {
        await using IModelEngine script = await RemoteEngine.ScriptAsync();
        await using CompletionsServer server = await CompletionsServer.StartAsync(script);
        OpenAIEngineOptions options = RemoteEngine.Options(server.Url);
        options.MaxAttempts = 2;
        await using IModelEngine engine = await RemoteEngine.LoadAsync(options);
        IGeneration path = await engine.StartOneAsync(Prompt, Path(0));
        server.Fail(Enumerable.Repeat(new CompletionsFault(CompletionsFaultKind.Break, AfterPieces: 2), 5));

        GenerationResult result = await path.GenerateAsync(Tokens(11), CancellationToken.None).Soon();

        result.TokenCount.ShouldBe(11);
        server.Completions.Select(request => request.Body.GetProperty("max_tokens").GetInt32())
            .ShouldBe([11, 9, 7, 5, 3, 1]);
    }

    [Theory]
    [InlineData(400)]
    [InlineData(404)]
    [InlineData(422)]
    public async Task A_request_that_is_refused_is_not_repeated(int status)
    {
        await using IModelEngine script = await RemoteEngine.ScriptAsync();
        await using CompletionsServer server = await CompletionsServer.StartAsync(script);
        await using IModelEngine engine = await RemoteEngine.LoadAsync(server);
        IGeneration path = await engine.StartOneAsync(Prompt, Path(0));
        server.Fail(new CompletionsFault(CompletionsFaultKind.Status, Status: status));

        CompletionsException error = await Should.ThrowAsync<CompletionsException>(
            path.GenerateAsync(Tokens(4), CancellationToken.None).Soon());

        error.Message.ShouldContain($"{server.Url}/v1/completions answered {status}");
        error.Message.ShouldContain("this one fails on purpose");
        server.Completions.Count.ShouldBe(1);
    }

    [Fact]
    public async Task Paths_are_spread_over_servers_and_stay_with_theirs()
    {
        await using IModelEngine script = await RemoteEngine.ScriptAsync();
        await using CompletionsServer first = await CompletionsServer.StartAsync(script);
        await using CompletionsServer second = await CompletionsServer.StartAsync(script);
        await using IModelEngine engine = await RemoteEngine.LoadAsync(RemoteEngine.Options(first.Url, second.Url + "/"));
        IReadOnlyList<IGeneration> paths = await engine.StartAsync(Prompt, Many(4), CancellationToken.None).Soon();

        foreach (IGeneration path in paths.Concat(paths))
        {
            await path.GenerateAsync(Tokens(2), CancellationToken.None).Soon();
        }

        first.Completions.Count.ShouldBe(4);
        second.Completions.Count.ShouldBe(4);
    }

    [Fact]
    public async Task A_path_moves_to_the_next_server_at_once_when_its_own_is_gone()
    {
        await using IModelEngine script = await RemoteEngine.ScriptAsync();
        CompletionsServer first = await CompletionsServer.StartAsync(script);
        await using CompletionsServer second = await CompletionsServer.StartAsync(script);
        OpenAIEngineOptions options = RemoteEngine.Options(first.Url, second.Url);
        options.BackoffMin = options.BackoffMax = TimeSpan.FromHours(1);
        var notices = new ConcurrentQueue<CompletionsNotice>();
        await using IModelEngine engine = await RemoteEngine.LoadAsync(options, notices.Enqueue);
        IGeneration path = await engine.StartOneAsync(Prompt, Path(0));
        await path.GenerateAsync(Tokens(3), CancellationToken.None).Soon();
        await first.DisposeAsync();

        GenerationResult result = await path.GenerateAsync(Tokens(3), CancellationToken.None).Soon();
        await path.GenerateAsync(Tokens(3), CancellationToken.None).Soon();

        result.TokenCount.ShouldBe(3);
        second.Completions.Count.ShouldBe(2);
        notices.ShouldHaveSingleItem().Wait.ShouldBe(TimeSpan.Zero);
    }

    [Fact]
    public async Task Counting_goes_on_by_estimate_when_no_server_is_left_and_says_so()
    {
        await using IModelEngine script = await RemoteEngine.ScriptAsync();
        CompletionsServer server = await CompletionsServer.StartAsync(script);
        var notices = new ConcurrentQueue<CompletionsNotice>();
        await using IModelEngine engine = await RemoteEngine.LoadAsync(RemoteEngine.Options(server.Url), notices.Enqueue);
        int counted = engine.CountTokens("one two three");
        await server.DisposeAsync();

        engine.CountTokens("one two three").ShouldBe(counted);
        engine.CountTokens("one two four").ShouldBe(4);
        notices.ShouldHaveSingleItem().Cause.ShouldContain("/tokenize");
    }
}
