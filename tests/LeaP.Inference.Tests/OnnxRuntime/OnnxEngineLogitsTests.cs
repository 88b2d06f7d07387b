using LeaP.Inference.Engines;
using LeaP.Inference.OnnxRuntime;
using LeaP.Inference.Tests.Support;
using static LeaP.Inference.Tests.Support.Paths;

namespace LeaP.Inference.Tests.OnnxRuntime;

public sealed class OnnxEngineLogitsTests
{
    private const string Prompt = "Start with 47. #1 Add 8. #2 Times 3..\n\n";

    [Fact]
    public async Task Forked_appended_cut_and_rewound_paths_see_the_logits_of_a_fresh_prefill()
    {
        await using OnnxEngine engine = await EmbeddedEngine.LoadAsync(slots: 8);
        using var reference = new ReferenceModel();
        var recorder = new LogitsRecorder(engine);
        IReadOnlyList<IGeneration> paths = await engine.StartAsync(Prompt, Many(8, 5), CancellationToken.None).Soon();

        await Task.WhenAll(paths.Select((path, i) => WorkAsync(path, i))).Soon();

        recorder.Count.ShouldBeGreaterThan(100);
        recorder.ShouldEqualFreshPrefill(reference);
        engine.Statistics.DecodeSteps.ShouldBeLessThan(engine.Statistics.DecodedTokens);

        static async Task WorkAsync(IGeneration path, int i)
        {
            await path.GenerateAsync(Tokens(5 + (3 * i)), CancellationToken.None);
            await path.AppendAsync(new string('x', i) + " <comment> Peer 1: \"#2 = 25\" </comment>\n\n", CancellationToken.None);
            await path.GenerateAsync(Tokens(9), CancellationToken.None);
            await path.RewindAsync(path.Text.Length - 3, CancellationToken.None);
            await path.GenerateAsync(Tokens(4 + i), CancellationToken.None);
            await path.RewindAsync(path.Text.Length - 1, CancellationToken.None);
            await path.AppendAsync("7", CancellationToken.None);
            await path.GenerateAsync(Tokens(7), CancellationToken.None);
        }
    }

    [Fact]
    public async Task Paths_that_come_and_go_keep_their_own_context()
    {
        await using OnnxEngine engine = await EmbeddedEngine.LoadAsync(slots: 7);
        using var reference = new ReferenceModel();
        var recorder = new LogitsRecorder(engine);
        List<IGeneration> paths = [.. await engine.StartAsync(Prompt, Many(7), CancellationToken.None).Soon()];

        // Two far rows decode with many idle ones between, then a freed row in the middle is taken again.
        await Task.WhenAll(Generate(paths[0], 6), Generate(paths[6], 6)).Soon();
        await paths[3].DisposeAsync();
        paths[3] = await paths[6].ForkAsync(Path(9, 99), CancellationToken.None).Soon();
        await Task.WhenAll(Generate(paths[3], 5), Generate(paths[1], 9), Generate(paths[5], 3)).Soon();
        await Task.WhenAll(paths.Select((path, i) => Generate(path, 2 + i))).Soon();

        recorder.ShouldEqualFreshPrefill(reference);
    }

    [Fact]
    public async Task A_prompt_longer_than_a_chunk_is_run_in_pieces_while_others_decode()
    {
        await using OnnxEngine engine = await EmbeddedEngine.LoadAsync(slots: 2, context: 1024);
        using var reference = new ReferenceModel();
        var recorder = new LogitsRecorder(engine);
        string prompt = string.Concat(Enumerable.Repeat("Add 7. Any other words 😀. ", 20));
        int tokens = engine.CountTokens(prompt);
        tokens.ShouldBeGreaterThan(2 * ChunkPace.MostTokens);

        OnnxGeneration other = await engine.StartOneAsync(Prompt, Path(0, 1));
        Task<GenerationResult> decoding = other.GenerateAsync(Tokens(40), CancellationToken.None).AsTask();
        OnnxGeneration path = await engine.StartOneAsync(prompt, Path(1, 2));
        await path.GenerateAsync(Tokens(20), CancellationToken.None).Soon();
        await decoding.Soon();

        recorder.ShouldEqualFreshPrefill(reference, 3);
        engine.Statistics.PrefilledTokens.ShouldBe(tokens + engine.CountTokens(Prompt));
    }

    [Fact]
    public async Task A_full_context_beside_others_that_decode_stays_right()
    {
        await using OnnxEngine engine = await EmbeddedEngine.LoadAsync(slots: 6, context: 32);
        using var reference = new ReferenceModel();
        var recorder = new LogitsRecorder(engine);
        IReadOnlyList<IGeneration> paths = await engine.StartAsync(Prompt, Many(6), CancellationToken.None).Soon();
        await FillAsync(paths[2]);

        await Task.WhenAll(paths.Where((_, i) => i != 2).Select(path => Generate(path, 6))).Soon();
        await paths[2].RewindAsync(Prompt.Length + 2, CancellationToken.None).Soon();
        await Generate(paths[2], 5).Soon();

        recorder.ShouldEqualFreshPrefill(reference);
    }

    private static async Task FillAsync(IGeneration path)
    {
        while (path.TokenCount < 32)
        {
            await path.AppendAsync("z", CancellationToken.None).Soon();
        }

        GenerationResult result = await path.GenerateAsync(Tokens(4), CancellationToken.None).Soon();
        result.ShouldBe(new GenerationResult("", 0, GenerationStop.ContextFull, null, 0));
        ContextOverflowException error = await Should.ThrowAsync<ContextOverflowException>(
            async () => await path.AppendAsync("zz", CancellationToken.None).Soon());
        error.NeededTokens.ShouldBe(34);
    }

    private static Task<GenerationResult> Generate(IGeneration path, int tokens) => path.GenerateAsync(Tokens(tokens), CancellationToken.None).AsTask();
}
