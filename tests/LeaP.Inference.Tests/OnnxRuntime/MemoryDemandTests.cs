using LeaP.Inference.Engines;
using LeaP.Inference.OnnxRuntime;
using Microsoft.ML.OnnxRuntime.Tensors;

namespace LeaP.Inference.Tests.OnnxRuntime;

public sealed class MemoryDemandTests
{
    private const long Mebibyte = 1 << 20;

    // 2 layers, K and V, 8 heads of 64 numbers of 4 bytes, 1024 tokens: 8 MiB a path.
    private static readonly KvShape Path = new(1, 2, 8, 1024, 64, TensorElementType.Float);

    [Fact]
    public void A_path_takes_keys_and_values_of_every_layer_head_and_token()
    {
        Path.PathBytes.ShouldBe(8 * Mebibyte);
        (Path with { ElementType = TensorElementType.Float16, Rows = 3 }).TotalBytes.ShouldBe(12 * Mebibyte);
    }

    [Fact]
    public void As_many_paths_keep_their_cache_as_the_limit_has_room_for()
    {
        MemoryDemand.Rows(Path, 16, null).ShouldBe(16);
        MemoryDemand.Rows(Path, 16, 100 * Mebibyte).ShouldBe(12);
        MemoryDemand.Rows(Path, 4, 100 * Mebibyte).ShouldBe(4);
    }

    [Fact]
    public void A_limit_without_room_for_one_path_is_refused_with_both_sizes()
        => Should.Throw<ModelLoadException>(() => MemoryDemand.Rows(Path, 16, 7 * Mebibyte))
            .Message.ShouldBe("KvMemoryBytes is 7 MiB; one path with 1024 tokens takes 8 MiB. Raise it or lower MaxContextTokens.");

    [Fact]
    public void What_does_not_fit_is_refused_before_it_is_loaded()
    {
        KvShape sixteen = Path with { Rows = 16 };
        MemoryDemand.Check(100 * Mebibyte, sixteen, 228 * Mebibyte);

        Should.Throw<ModelLoadException>(() => MemoryDemand.Check(300 * Mebibyte, sixteen, 228 * Mebibyte))
            .Message.ShouldStartWith("The model's weights take 300 MiB; this process may use 228 MiB.");
        Should.Throw<ModelLoadException>(() => MemoryDemand.Check(101 * Mebibyte, sixteen, 228 * Mebibyte)).Message.ShouldBe(
            "The KV cache of 16 paths with 1024 tokens each takes 128 MiB; beside 101 MiB of weights this process may use 228 MiB. "
            + "Lower SlotCount or MaxContextTokens, or set KvMemoryBytes.");
    }
}
