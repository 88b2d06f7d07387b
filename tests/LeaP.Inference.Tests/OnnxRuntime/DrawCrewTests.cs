using LeaP.Inference.Engines;
using LeaP.Inference.OnnxRuntime;
using LeaP.Inference.Sampling;
using LeaP.Inference.Tests.Support;
using LeaP.ModelKit;

namespace LeaP.Inference.Tests.OnnxRuntime;

public sealed class DrawCrewTests
{
    private const int PathCount = 9;

    // Nine paths have enough logits that a step's tokens are drawn by several threads.
    private static readonly ModelShape Wide = ModelShape.Tiny with { Vocabulary = 20_000, Sureness = 1 };

    [Theory]
    [InlineData(WeightKind.Bits32)]
    [InlineData(WeightKind.Bits16)]
    public async Task Several_threads_draw_what_one_draws(WeightKind weights)
    {
        using TemporaryFolder folder = MadeEngine.Write(Wide with { Weights = weights });

        string[] byOne = await TextsAsync(folder, threads: 1);
        string[] bySeveral = await TextsAsync(folder, threads: 4);

        bySeveral.ShouldBe(byOne);
        byOne.Distinct().Count().ShouldBe(PathCount);
    }

    [Fact]
    public async Task A_path_that_cannot_be_drawn_for_fails_alone()
    {
        using TemporaryFolder folder = MadeEngine.Write(Wide with { PoisonToken = 'z' });
        await using OnnxEngine engine = await MadeEngine.LoadAsync(folder, PathCount, threads: 4);
        IReadOnlyList<IGeneration> paths = await engine.StartAsync("ab", Paths.Many(PathCount), CancellationToken.None).Soon();
        IGeneration poisoned = paths[0];
        await poisoned.AppendAsync("zz", CancellationToken.None).Soon();
        // Its last token has no logits any more, so it is run, and drawn for, in one batch with the others.
        await poisoned.RewindAsync(3, CancellationToken.None).Soon();

        Task<GenerationResult>[] others =
            [.. paths.Skip(1).Select(path => path.GenerateAsync(Paths.Tokens(60), CancellationToken.None).AsTask())];
        Task<GenerationResult> failing = poisoned.GenerateAsync(Paths.Tokens(60), CancellationToken.None).AsTask();

        await Should.ThrowAsync<InvalidOperationException>(failing.Soon());
        (await Task.WhenAll(others).Soon()).ShouldAllBe(result => result.TokenCount > 0);
    }

    private static async Task<string[]> TextsAsync(TemporaryFolder folder, int threads)
    {
        await using OnnxEngine engine = await MadeEngine.LoadAsync(folder, PathCount, threads: threads);
        IReadOnlyList<IGeneration> paths = await engine.StartAsync(
            "ab", Paths.Many(PathCount, sampling: new SamplingSettings { TopP = 0.95f }), CancellationToken.None).Soon();
        GenerationResult[] results = await Task.WhenAll(
            paths.Select(path => path.GenerateAsync(Paths.Tokens(20), CancellationToken.None).AsTask())).Soon();
        return [.. results.Select(result => result.Text)];
    }
}
