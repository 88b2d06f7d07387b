using LeaP.Inference.Engines;
using LeaP.Inference.Tests.Support;
using LeaP.ModelKit;
using static LeaP.Inference.Tests.Support.Paths;

namespace LeaP.Inference.Tests.GenAI;

public sealed class GenAIPackageTests
{
    [Fact]
    public async Task Greedy_text_is_that_of_the_other_engine()
    {
        await using IModelEngine genai = await PackageEngine.LoadAsync(slots: 1);
        await using IModelEngine other = await EmbeddedEngine.LoadAsync(slots: 1);
        for (int start = 3; start < 60; start += 3)
        {
            string prompt = $"Start with {start}. #1 Add {start + 5}. #2 Times 3. #3 Subtract {start}.\n\n";
            (await GreedyTextAsync(genai, prompt)).ShouldBe(await GreedyTextAsync(other, prompt));
        }
    }

    [Theory]
    [InlineData(AttentionKind.GroupQuery, WeightKind.Bits32)]
    [InlineData(AttentionKind.GroupQuery, WeightKind.Bits4)]
    [InlineData(AttentionKind.MultiHead, WeightKind.Bits32)]
    public async Task Other_kinds_of_folders_give_the_text_of_the_other_engine(AttentionKind attention, WeightKind weights)
    {
        PackageEngine.Require();
        using TemporaryFolder folder = MadeEngine.Write(Shape(attention, weights));
        await using IModelEngine genai = await PackageEngine.LoadAsync(slots: 1, context: 256, folder.Path);
        await using IModelEngine other = await MadeEngine.LoadAsync(folder, slots: 1);

        string text = await GreedyTextAsync(genai, "abc def");

        text.ShouldNotBeEmpty();
        text.ShouldBe(await GreedyTextAsync(other, "abc def"));
    }

    [Fact]
    public async Task A_broken_graph_is_refused_with_the_runtime_s_reason_and_the_next_load_works()
    {
        PackageEngine.Require();
        using TemporaryFolder folder = MadeEngine.Write(ModelShape.Tiny);
        string config = folder.File("genai_config.json");
        string text = File.ReadAllText(config);
        File.WriteAllText(config, text.Replace("\"past_key_values.%d.key\"", "\"past.%d.key\"", StringComparison.Ordinal));

        ModelLoadException error = await Should.ThrowAsync<ModelLoadException>(
            async () =>
            {
                await using IModelEngine engine = await PackageEngine.LoadAsync(1, 64, folder.Path);
                await engine.StartAsync("abc", [Path(0)], CancellationToken.None).Soon();
            });

        error.Message.ShouldContain(folder.Path);
        await using IModelEngine next = await PackageEngine.LoadAsync(slots: 1);
        (await next.StartAsync("abc", [Path(0)], CancellationToken.None).Soon()).Count.ShouldBe(1);
    }

    private static ModelShape Shape(AttentionKind attention, WeightKind weights) => ModelShape.Tiny with
    {
        Attention = attention,
        Weights = weights,
        KeyValueHeads = attention == AttentionKind.MultiHead ? ModelShape.Tiny.Heads : ModelShape.Tiny.KeyValueHeads,
    };

    private static async Task<string> GreedyTextAsync(IModelEngine engine, string prompt)
    {
        IGeneration path = (await engine.StartAsync(prompt, [Path(0, sampling: Greedy)], CancellationToken.None).Soon())[0];
        string text = (await path.GenerateAsync(Tokens(60), CancellationToken.None).Soon()).Text;
        await path.DisposeAsync().Soon();
        return text;
    }
}
