using LeaP.Inference.Engines;
using LeaP.Inference.OnnxRuntime;
using LeaP.Inference.Sampling;
using LeaP.Inference.Tests.Support;
using static LeaP.Inference.Tests.Support.Paths;

namespace LeaP.Inference.Tests.OpenAI;

public sealed class LlamaServerTests
{
    private const string Problem = "Start with 47. #1 Add 8. #2 Times 3.\n\n";

    [Fact]
    public async Task Greedy_text_of_a_foreign_server_is_that_of_our_own_engine()
    {
        using var server = LlamaServer.Start();
        await using OnnxEngine local = await EmbeddedEngine.LoadAsync(slots: 2);
        await using IModelEngine remote = await LoadAsync(server);
        IGeneration there = await remote.StartOneAsync(Problem, Path(0, sampling: Greedy));

        foreach (GenerateOptions options in new[] { Tokens(9), Tokens(60, "."), Tokens(60, "zz", "1", "\n\n"), Tokens(24) })
        {
            IGeneration here = await local.StartOneAsync(there.Text, Path(0, sampling: Greedy));
            GenerationResult expected = await here.GenerateAsync(options, CancellationToken.None).Soon();
            GenerationResult got = await there.GenerateAsync(options, CancellationToken.None).Soon();

            got.Text.ShouldBe(expected.Text);
            (got.Stop, got.StopString).ShouldBe((expected.Stop, expected.StopString));
            await here.DisposeAsync();
            await there.AppendAsync(" <comment> Peer 1: \"25\" </comment>\n\n", CancellationToken.None).Soon();
        }
    }

    [Fact]
    public async Task Paths_of_one_seed_repeat_themselves_and_others_differ()
    {
        using var server = LlamaServer.Start();
        await using IModelEngine remote = await LoadAsync(server);
        var warm = new SamplingSettings { Temperature = 1.4f };

        string[] texts = await Task.WhenAll(new ulong[] { 7, 7, 8, 9 }.Select(seed => WriteAsync(remote, seed, warm)));

        texts[1].ShouldBe(texts[0]);
        texts.Distinct().Count().ShouldBeGreaterThan(1);
    }

    [Fact]
    public async Task A_rewind_a_fork_and_a_full_context_are_as_with_any_engine()
    {
        using var server = LlamaServer.Start();
        await using IModelEngine remote = await LoadAsync(server);
        IGeneration path = await remote.StartOneAsync(Problem, Path(0, sampling: Greedy));
        string first = (await path.GenerateAsync(Tokens(20), CancellationToken.None).Soon()).Text;

        await using IGeneration fork = await path.ForkAsync(Path(1, sampling: Greedy), CancellationToken.None).Soon();
        await path.RewindAsync(Problem.Length, CancellationToken.None).Soon();

        (await path.GenerateAsync(Tokens(20), CancellationToken.None).Soon()).Text.ShouldBe(first);
        fork.Text.ShouldBe(Problem + first);
        GenerationResult last = await fork.GenerateAsync(Tokens(2000), CancellationToken.None).Soon();
        last.Stop.ShouldBeOneOf(GenerationStop.EndOfSequence, GenerationStop.ContextFull);
    }

    [Fact]
    public async Task A_cancelled_path_frees_its_place_at_the_server()
    {
        using var server = LlamaServer.Start();
        await using IModelEngine remote = await LoadAsync(server);
        IGeneration path = await remote.StartOneAsync(Problem, Path(0));
        using var stop = new CancellationTokenSource();
        var options = new GenerateOptions { MaxTokens = 400, OnText = _ => stop.Cancel() };

        await Should.ThrowAsync<OperationCanceledException>(() => path.GenerateAsync(options, stop.Token).Soon());

        (await path.GenerateAsync(Tokens(3), CancellationToken.None).Soon()).TokenCount.ShouldBeInRange(1, 3);
    }

    private static Task<IModelEngine> LoadAsync(LlamaServer server)
        => RemoteEngine.LoadAsync(RemoteEngine.Options(server.Url), context: null);

    private static async Task<string> WriteAsync(IModelEngine engine, ulong seed, SamplingSettings sampling)
    {
        IGeneration path = await engine.StartOneAsync(Problem, Path(0, seed, sampling));
        return (await path.GenerateAsync(Tokens(30), CancellationToken.None).Soon()).Text;
    }
}
