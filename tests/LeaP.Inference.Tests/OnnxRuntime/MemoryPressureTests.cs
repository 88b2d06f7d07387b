using LeaP.Inference.Engines;
using LeaP.Inference.OnnxRuntime;
using LeaP.Inference.Tests.Support;
using LeaP.ModelKit;
using static LeaP.Inference.Tests.Support.Paths;

namespace LeaP.Inference.Tests.OnnxRuntime;

public sealed class MemoryPressureTests
{
    // 2 layers, K and V, 2 heads of 16 floats, 256 tokens.
    private const long PathBytes = 2 * 2 * 2 * 16 * 4 * 256;

    [Fact]
    public async Task Paths_without_room_for_their_cache_draw_what_they_would_have_drawn_and_it_is_counted()
    {
        using TemporaryFolder folder = MadeEngine.Write(ModelShape.Tiny);
        (string[] roomy, EngineStatistics ample) = await ReasonAsync(folder, kvBytes: null);
        (string[] tight, EngineStatistics scarce) = await ReasonAsync(folder, kvBytes: 2 * PathBytes);

        tight.ShouldBe(roomy);
        ample.EvictedPaths.ShouldBe(0);
        ample.RestoredTokens.ShouldBe(0);
        scarce.EvictedPaths.ShouldBeGreaterThan(0);
        scarce.RestoredTokens.ShouldBeGreaterThan(0);
        scarce.DecodedTokens.ShouldBe(ample.DecodedTokens);
    }

    [Fact]
    public async Task Paths_that_came_back_see_the_logits_of_a_fresh_prefill()
    {
        using TemporaryFolder folder = MadeEngine.Write(ModelShape.Tiny);
        await using OnnxEngine engine = await MadeEngine.LoadAsync(folder, slots: 5, kvBytes: 2 * PathBytes);
        using var reference = new ReferenceModel(folder.Path);
        var recorder = new LogitsRecorder(engine);
        IReadOnlyList<IGeneration> paths = await engine.StartAsync("five paths, room for two", Many(5), CancellationToken.None).Soon();

        for (int turn = 0; turn < 3; turn++)
        {
            await Task.WhenAll(paths.Select(path => path.GenerateAsync(Tokens(4), CancellationToken.None).AsTask())).Soon();
            await paths[turn].RewindAsync(paths[turn].Text.Length - 1, CancellationToken.None).Soon();
        }

        recorder.Count.ShouldBeGreaterThan(40);
        recorder.ShouldEqualFreshPrefill(reference, tolerance: 2e-3f);
    }

    private static async Task<(string[] Texts, EngineStatistics Statistics)> ReasonAsync(TemporaryFolder folder, long? kvBytes)
    {
        await using OnnxEngine engine = await MadeEngine.LoadAsync(folder, slots: 6, kvBytes: kvBytes);
        IReadOnlyList<IGeneration>[] sessions = await Task.WhenAll(
            engine.StartAsync("the first session", Many(3, 10), CancellationToken.None).AsTask(),
            engine.StartAsync("the second session is another one", Many(3, 20), CancellationToken.None).AsTask()).Soon();
        IGeneration[] paths = [.. sessions.SelectMany(session => session)];
        for (int turn = 0; turn < 3; turn++)
        {
            await Task.WhenAll(paths.Select(path => path.GenerateAsync(Tokens(5), CancellationToken.None).AsTask())).Soon();
            await Task.WhenAll(paths.Select(path => path.AppendAsync(" heard", CancellationToken.None).AsTask())).Soon();
        }

        return ([.. paths.Select(path => path.Text)], engine.Statistics);
    }
}
