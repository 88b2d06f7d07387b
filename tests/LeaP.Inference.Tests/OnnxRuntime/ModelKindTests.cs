using LeaP.Inference.Engines;
using LeaP.Inference.OnnxRuntime;
using LeaP.Inference.Tests.Support;
using LeaP.ModelKit;
using static LeaP.Inference.Tests.Support.Paths;

namespace LeaP.Inference.Tests.OnnxRuntime;

public sealed class ModelKindTests
{
    private const string Prompt = "What is written here means nothing to random weights.";

    public static TheoryData<string> Kinds => [.. Shapes.Keys];

    private static Dictionary<string, ModelShape> Shapes { get; } = new()
    {
        ["float weights beside the graph"] = ModelShape.Tiny,
        ["float weights inside the graph"] = ModelShape.Tiny with { StoresWeightsApart = false },
        ["half precision"] = ModelShape.Tiny with { Weights = WeightKind.Bits16 },
        ["four bits"] = ModelShape.Tiny with { Weights = WeightKind.Bits4 },
        ["positions as an input"] = ModelShape.Tiny with { TakesPositions = true },
        ["pruned head"] = ModelShape.Tiny with { PrunesHead = true },
        ["limited window"] = ModelShape.Tiny with { Window = 24 },
        ["growing cache"] = ModelShape.Tiny with { Attention = AttentionKind.MultiHead, KeyValueHeads = 4 },
        ["growing cache, half precision, pruned head"] = ModelShape.Tiny with
        {
            Attention = AttentionKind.MultiHead,
            KeyValueHeads = 4,
            Weights = WeightKind.Bits16,
            PrunesHead = true,
        },
    };

    [Theory]
    [MemberData(nameof(Kinds))]
    public async Task Forked_appended_cut_and_rewound_paths_see_the_logits_of_a_fresh_prefill(string kind)
    {
        ModelShape shape = Shapes[kind];
        using TemporaryFolder folder = MadeEngine.Write(shape);
        await using OnnxEngine engine = await MadeEngine.LoadAsync(folder);
        using var reference = new ReferenceModel(folder.Path);
        var recorder = new LogitsRecorder(engine);
        IReadOnlyList<IGeneration> paths = await engine.StartAsync(Prompt, Many(4, 5), CancellationToken.None).Soon();

        await Task.WhenAll(paths.Select((path, i) => WorkAsync(path, i))).Soon();

        recorder.Count.ShouldBeGreaterThan(60);
        // Logits of these weights reach to about 20.
        recorder.ShouldEqualFreshPrefill(reference, tolerance: shape.Weights == WeightKind.Bits32 ? 2e-3f : 0.3f);
        engine.Statistics.DecodeSteps.ShouldBeLessThan(engine.Statistics.DecodedTokens);
    }

    private static async Task WorkAsync(IGeneration path, int i)
    {
        await path.GenerateAsync(Tokens(5 + (3 * i)), CancellationToken.None);
        await path.AppendAsync(new string('x', i) + " a block of peers\n\n", CancellationToken.None);
        await path.GenerateAsync(Tokens(6), CancellationToken.None);
        await path.RewindAsync(path.Text.Length - 2, CancellationToken.None);
        await path.GenerateAsync(Tokens(4 + i), CancellationToken.None);
    }
}
