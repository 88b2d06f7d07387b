using System.Collections.Concurrent;
using LeaP.Inference.Engines;
using LeaP.Inference.OpenAI;
using LeaP.Inference.Tests.Support;
using LeaP.TestKit.Completions;
using static LeaP.Inference.Tests.Support.Paths;

namespace LeaP.Inference.Tests.OpenAI;

public sealed class LoadTests
{
    private const string Token = "s3cret-token";
    private const string Variable = "LEAP_TEST_COMPLETIONS_TOKEN";

    // Nothing listens on the discard port.
    private const string Nobody = "http://127.0.0.1:9";

    [Fact]
    public async Task The_context_is_the_smallest_the_servers_tell_unless_a_smaller_one_is_wanted()
    {
        await using IModelEngine script = await RemoteEngine.ScriptAsync();
        await using CompletionsServer wide = await CompletionsServer.StartAsync(script, new() { MaxModelLength = 900 });
        await using CompletionsServer narrow = await CompletionsServer.StartAsync(script, new() { PropertiesContext = 700 });
        OpenAIEngineOptions both = RemoteEngine.Options(wide.Url, narrow.Url);

        await using IModelEngine engine = await RemoteEngine.LoadAsync(both, context: null);
        await using IModelEngine small = await RemoteEngine.LoadAsync(both, context: 60);
        ModelLoadException error = await Should.ThrowAsync<ModelLoadException>(RemoteEngine.LoadAsync(both, context: 701));

        engine.Model.MaxContextTokens.ShouldBe(700);
        small.Model.MaxContextTokens.ShouldBe(60);
        error.Message.ShouldBe("MaxContextTokens is 701; the servers of 'tiny' have a context of 700 tokens at most.");
        engine.Name.ShouldBe("openai");
        engine.Model.Fingerprint.ShouldBe(small.Model.Fingerprint);
    }

    [Fact]
    public async Task A_context_that_nobody_tells_must_be_given()
    {
        await using IModelEngine script = await RemoteEngine.ScriptAsync();
        await using CompletionsServer server = await CompletionsServer.StartAsync(script);

        (await Should.ThrowAsync<ModelLoadException>(RemoteEngine.LoadAsync(RemoteEngine.Options(server.Url), context: null)))
            .Message.ShouldContain("MaxContextTokens");
    }

    [Fact]
    public async Task A_model_that_is_not_served_is_named_with_those_that_are()
    {
        await using IModelEngine script = await RemoteEngine.ScriptAsync();
        await using CompletionsServer server = await CompletionsServer.StartAsync(script, new() { Model = "another" });

        (await Should.ThrowAsync<ModelLoadException>(RemoteEngine.LoadAsync(server)))
            .Message.ShouldBe($"{server.Url}/ does not serve 'tiny' (ServedModel). It serves: another.");
    }

    [Fact]
    public async Task A_server_that_is_down_is_left_for_later_while_another_is_up()
    {
        await using IModelEngine script = await RemoteEngine.ScriptAsync();
        await using CompletionsServer server = await CompletionsServer.StartAsync(script);
        var notices = new ConcurrentQueue<CompletionsNotice>();

        await using IModelEngine engine = await RemoteEngine.LoadAsync(
            RemoteEngine.Options(Nobody, server.Url), notices.Enqueue);
        IGeneration path = await engine.StartOneAsync("x", Path(0));

        (await path.GenerateAsync(Tokens(2), CancellationToken.None).Soon()).TokenCount.ShouldBe(2);
        notices.First().Server.ShouldBe(new Uri(Nobody));
    }

    [Fact]
    public async Task Loading_waits_for_a_server_that_starts_late()
    {
        await using IModelEngine script = await RemoteEngine.ScriptAsync();
        CompletionsServer early = await CompletionsServer.StartAsync(script);
        int port = new Uri(early.Url).Port;
        await early.DisposeAsync();
        var waits = new TaskCompletionSource(TaskCreationOptions.RunContinuationsAsynchronously);
        Task<IModelEngine> loading = RemoteEngine.LoadAsync(
            RemoteEngine.Options($"http://127.0.0.1:{port}"), _ => waits.TrySetResult());
        await waits.Task.Soon();

        await using CompletionsServer late = await CompletionsServer.StartAsync(script, port: port);

        await using IModelEngine engine = await loading.Soon();
        late.Requests.Select(request => request.Path).ShouldContain("/v1/models");
    }

    [Fact]
    public async Task A_server_that_never_comes_up_ends_the_load()
    {
        OpenAIEngineOptions options = RemoteEngine.Options(Nobody);
        options.StartTimeLimit = TimeSpan.FromMilliseconds(100);

        ModelLoadException error = await Should.ThrowAsync<ModelLoadException>(RemoteEngine.LoadAsync(options));

        error.Message.ShouldContain("within 00:00:00.1000000 (StartTimeLimit)");
        error.Message.ShouldContain(Nobody);
    }

    [Fact]
    public async Task A_token_from_a_file_goes_with_every_request_and_may_be_replaced()
    {
        await using IModelEngine script = await RemoteEngine.ScriptAsync();
        await using CompletionsServer server = await CompletionsServer.StartAsync(script, new() { Key = Token });
        using var folder = new TemporaryFolder("key");
        string file = folder.File("token");
        await File.WriteAllTextAsync(file, Token + "\n", TestContext.Current.CancellationToken);
        OpenAIEngineOptions options = RemoteEngine.Options(server.Url);
        options.ApiKeyFile = file;
        await using IModelEngine engine = await RemoteEngine.LoadAsync(options);
        IGeneration path = await engine.StartOneAsync("x", Path(0));
        await path.GenerateAsync(Tokens(2), CancellationToken.None).Soon();
        engine.CountTokens("one two").ShouldBe(2);
        server.Requests.ShouldAllBe(request => request.Authorization == $"Bearer {Token}");

        await File.WriteAllTextAsync(file, "other-token", TestContext.Current.CancellationToken);
        CompletionsException error = await Should.ThrowAsync<CompletionsException>(
            path.GenerateAsync(Tokens(2), CancellationToken.None).Soon());

        error.Message.ShouldContain("401 Unauthorized. Give a token that the server takes");
        error.ToString().ShouldNotContain("other-token");
    }

    [Fact]
    public async Task A_token_from_the_environment_is_sent_and_a_missing_one_is_named()
    {
        await using IModelEngine script = await RemoteEngine.ScriptAsync();
        await using CompletionsServer server = await CompletionsServer.StartAsync(script, new() { Key = Token });
        OpenAIEngineOptions options = RemoteEngine.Options(server.Url);
        options.ApiKeyVariable = Variable;

        (await Should.ThrowAsync<ModelLoadException>(RemoteEngine.LoadAsync(options)))
            .Message.ShouldStartWith($"The environment variable {Variable} (ApiKeyVariable) holds no bearer token");
        Environment.SetEnvironmentVariable(Variable, Token);
        try
        {
            await using IModelEngine engine = await RemoteEngine.LoadAsync(options);
            engine.CountTokens("one two").ShouldBe(2);
        }
        finally
        {
            Environment.SetEnvironmentVariable(Variable, null);
        }
    }

    [Fact]
    public async Task A_token_file_that_is_missing_is_named()
    {
        OpenAIEngineOptions options = RemoteEngine.Options(Nobody);
        options.ApiKeyFile = System.IO.Path.Combine(AppContext.BaseDirectory, "no-such-token");

        (await Should.ThrowAsync<ModelLoadException>(RemoteEngine.LoadAsync(options)))
            .Message.ShouldStartWith($"The file {options.ApiKeyFile} (ApiKeyFile) cannot be read");
    }
}
