using LeaP.Inference.Engines;
using LeaP.Inference.OnnxRuntime;
using LeaP.Inference.Tests.Support;
using LeaP.ModelKit;
using Microsoft.ML.OnnxRuntime;
using Microsoft.ML.OnnxRuntime.Tensors;
using static LeaP.Inference.Tests.Support.Paths;

namespace LeaP.Inference.Tests.OnnxRuntime;

public sealed class DeviceCacheTests
{
    private static readonly KvShape Shape = new(
        Rows: 3, Layers: 2, Heads: 2, Capacity: 5, HeadSize: 4, TensorElementType.Float);

    [Theory]
    [InlineData(AttentionKind.GroupQuery, WeightKind.Bits32)]
    [InlineData(AttentionKind.GroupQuery, WeightKind.Bits16)]
    [InlineData(AttentionKind.MultiHead, WeightKind.Bits32)]
    public async Task Logits_are_those_of_fresh_prefills_whatever_the_attention(AttentionKind attention, WeightKind weights)
    {
        using TemporaryFolder folder = MadeEngine.Write(Made(attention, weights));
        await using var engine = (OnnxEngine)await new OnnxRuntimeEngineFactory(TimeProvider.System, _ => new HostAccelerator()).LoadAsync(
            new ModelLoadOptions { Folder = folder.Path, SlotCount = 4 }, CancellationToken.None).Soon();
        using var reference = new ReferenceModel(folder.Path);
        var recorder = new LogitsRecorder(engine);
        IReadOnlyList<IGeneration> paths = await engine.StartAsync("abc def ghi", Many(3), CancellationToken.None).Soon();

        await Task.WhenAll(paths.Select((path, i) => WorkAsync(path, i))).Soon();
        IGeneration fork = await paths[2].ForkAsync(Path(3), CancellationToken.None).Soon();
        await paths[2].DisposeAsync();
        await fork.GenerateAsync(Tokens(4), CancellationToken.None).Soon();

        recorder.Count.ShouldBeGreaterThan(30);
        recorder.ShouldEqualFreshPrefill(reference, 1, weights == WeightKind.Bits16 ? 0.1f : 1e-4f);
        engine.Statistics.ForkedTokens.ShouldBeGreaterThan(0);
    }

    [Fact]
    public void A_copy_takes_a_row_and_an_exchange_two()
    {
        using var session = new InferenceSession(EmbeddedModelFiles.Graph);
        using var memory = new DeviceKvMemory(new DeviceMemory(new HostAccelerator(), session, Shape), Shape);
        Read(memory, 1, 2).ShouldAllBe(number => number == 0);
        for (int tensor = 0; tensor < Shape.Tensors; tensor++)
        {
            for (int row = 0; row < Shape.Rows; row++)
            {
                using OrtValue view = memory.View(tensor, row, 1);
                view.GetTensorMutableDataAsSpan<float>().Fill((10 * tensor) + row);
            }
        }

        memory.Copy(from: 0, to: 2, length: 3);
        memory.Swap(0, 2, 1, 5);

        for (int tensor = 0; tensor < Shape.Tensors; tensor++)
        {
            Read(memory, tensor, 0).ShouldAllBe(number => number == (10 * tensor) + 1);
            Read(memory, tensor, 1).ShouldAllBe(number => number == 10 * tensor);
            Read(memory, tensor, 2).ShouldAllBe(number => number == 10 * tensor);
        }
    }

    [Fact]
    public void Memory_that_the_device_does_not_have_is_refused_with_what_to_lower()
    {
        using var session = new InferenceSession(EmbeddedModelFiles.Graph);
        KvShape huge = Shape with { Rows = 1 << 20, Capacity = 1 << 24, HeadSize = 128 };
        using var device = new DeviceMemory(new HostAccelerator(), session, huge);

        ModelLoadException error = Should.Throw<ModelLoadException>(() => device.Allocate(huge.Rows, huge.Capacity));

        error.Message.ShouldContain("the device refused it");
        error.Message.ShouldContain("Lower SlotCount or MaxContextTokens");
    }

    private static ModelShape Made(AttentionKind attention, WeightKind weights) => ModelShape.Tiny with
    {
        Attention = attention,
        Weights = weights,
        KeyValueHeads = attention == AttentionKind.MultiHead ? ModelShape.Tiny.Heads : ModelShape.Tiny.KeyValueHeads,
    };

    private static float[] Read(DeviceKvMemory memory, int tensor, int row)
    {
        using OrtValue view = memory.View(tensor, row, 1);
        return view.GetTensorDataAsSpan<float>().ToArray();
    }

    private static async Task WorkAsync(IGeneration path, int index)
    {
        await path.GenerateAsync(Tokens(4 + index), CancellationToken.None);
        await path.AppendAsync(string.Concat(Enumerable.Repeat(" jkl", 1 + index)), CancellationToken.None);
        await path.GenerateAsync(Tokens(5), CancellationToken.None);
        await path.RewindAsync(path.Text.LastIndexOf(" jkl", StringComparison.Ordinal) + 2, CancellationToken.None);
        await path.GenerateAsync(Tokens(6), CancellationToken.None);
    }
}
