using LeaP.Inference.Checks;
using LeaP.Inference.Tests.Support;
using LeaP.ModelKit;

namespace LeaP.Inference.Tests.Checks;

public sealed class ModelInspectorTests
{
    [Fact]
    public async Task The_embedded_model_is_described_and_passes_its_test()
    {
        ModelReport report = await InspectAsync(EmbeddedModelFiles.Folder, context: 1000);

        report.Family.ShouldBe("llama");
        report.Weights.ShouldBe("float32");
        report.CacheStyle.ShouldBe(CacheStyle.InPlace);
        (report.Layers, report.KeyValueHeads, report.HeadSize, report.Vocabulary).ShouldBe((5, 2, 64, 455));
        report.CacheBytesPerToken.ShouldBe(2 * 5 * 2 * 64 * 4);
        report.CacheBytesPerPath.ShouldBe(1000 * report.CacheBytesPerToken);
        report.PathsThatFit.ShouldBe((report.AvailableBytes - report.WeightBytes) / report.CacheBytesPerPath);
        report.SelfTest.Passed.ShouldBeTrue();
        report.SelfTest.Draws.ShouldBeGreaterThan(30);
    }

    [Fact]
    public async Task Four_bits_a_pruned_head_and_positions_are_seen()
    {
        using TemporaryFolder folder = MadeEngine.Write(
            ModelShape.Tiny with { Weights = WeightKind.Bits4, PrunesHead = true, TakesPositions = true, Window = 64 });
        File.WriteAllText(folder.File("tokenizer_config.json"), """{"chat_template":"{{ messages[0].content }}!"}""");

        ModelReport report = await InspectAsync(folder.Path);

        report.Weights.ShouldBe("4 bits (100 % of matrix products)");
        (report.PrunesHead, report.TakesPositions, report.WindowedLayers).ShouldBe((true, true, 2));
        report.EndTokens.ShouldBe([MadeModel.EndToken]);
        (report.ChatPrefix, report.ChatSuffix, report.ChatProblem).ShouldBe(("", "!", null));
        report.ContextTokens.ShouldBe(256);
        report.SelfTest.Passed.ShouldBeTrue($"difference {report.SelfTest.WorstDifference}");
    }

    [Fact]
    public async Task A_growing_cache_counts_its_copies_too()
    {
        using TemporaryFolder folder = MadeEngine.Write(ModelShape.Tiny with { Attention = AttentionKind.MultiHead, KeyValueHeads = 4 });

        ModelReport report = await InspectAsync(folder.Path, context: 100);

        report.CacheStyle.ShouldBe(CacheStyle.Growing);
        report.CacheBytesPerPath.ShouldBe(3 * 100 * report.CacheBytesPerToken);
        report.ChatProblem.ShouldNotBeNull().ShouldContain("has no chat template");
        report.SelfTest.Passed.ShouldBeTrue($"difference {report.SelfTest.WorstDifference}");
    }

    [Theory]
    [InlineData(1)]
    [InlineData(257)]
    public async Task A_length_the_model_has_not_is_refused(int context)
    {
        using TemporaryFolder folder = MadeEngine.Write(ModelShape.Tiny);

        (await Should.ThrowAsync<ArgumentOutOfRangeException>(() => InspectAsync(folder.Path, context)))
            .Message.ShouldContain("from 2 to 256 tokens");
    }

    [Fact]
    public void A_difference_beyond_rounding_fails_the_test()
    {
        new SelfTestResult(10, 0.002, 0.001).Passed.ShouldBeFalse();
        new SelfTestResult(10, 0.001, 0.001).Passed.ShouldBeTrue();
    }

    private static Task<ModelReport> InspectAsync(string folder, int? context = null) => ModelInspector.InspectAsync(
        new ModelCheckOptions { Folder = folder, ContextTokens = context, Threads = 1 }, CancellationToken.None).Soon();
}
