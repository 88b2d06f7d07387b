using LeaP.Inference.OnnxRuntime;
using Microsoft.ML.OnnxRuntime;
using Microsoft.ML.OnnxRuntime.Tensors;

namespace LeaP.Inference.Tests.OnnxRuntime;

public sealed class KvArenaTests
{
    private static readonly KvShape Shape = new(
        Rows: 3, Layers: 2, Heads: 2, Capacity: 5, HeadSize: 4, TensorElementType.Float);

    [Fact]
    public void A_copy_takes_the_first_tokens_of_every_head()
    {
        using var arena = new KvArena(Shape);
        Fill(arena);

        arena.Copy(from: 0, to: 2, length: 3);

        for (int tensor = 0; tensor < Shape.Tensors; tensor++)
        {
            Read(arena, tensor, 2, 2).ShouldBe(
            [
                .. Row(tensor, 0, 0)[..12], .. Row(tensor, 2, 0)[12..],
                .. Row(tensor, 0, 1)[..12], .. Row(tensor, 2, 1)[12..],
            ]);
        }
    }

    [Theory]
    [InlineData(4, 2)]
    [InlineData(1, 5)]
    [InlineData(3, 0)]
    public void A_swap_exchanges_what_is_in_use(int length, int otherLength)
    {
        using var arena = new KvArena(Shape);
        Fill(arena);

        arena.Swap(1, length, 2, otherLength);

        for (int tensor = 0; tensor < Shape.Tensors; tensor++)
        {
            for (int head = 0; head < Shape.Heads; head++)
            {
                Read(arena, tensor, 2, Shape.Heads).AsSpan(head * 20, length * 4).ToArray()
                    .ShouldBe(Row(tensor, 1, head)[..(length * 4)]);
                Read(arena, tensor, 1, Shape.Heads).AsSpan(head * 20, otherLength * 4).ToArray()
                    .ShouldBe(Row(tensor, 2, head)[..(otherLength * 4)]);
            }
        }
    }

    private static void Fill(KvArena arena)
    {
        for (int tensor = 0; tensor < Shape.Tensors; tensor++)
        {
            for (int row = 0; row < Shape.Rows; row++)
            {
                using OrtValue view = arena.View(tensor, row, 1);
                float[] values = [.. Row(tensor, row, 0), .. Row(tensor, row, 1)];
                values.CopyTo(view.GetTensorMutableDataAsSpan<float>());
            }
        }
    }

    private static float[] Row(int tensor, int row, int head)
        => [.. Enumerable.Range(0, 20).Select(i => (1000f * tensor) + (100 * row) + (50 * head) + i)];

    private static float[] Read(KvArena arena, int tensor, int row, int heads)
    {
        using OrtValue view = arena.View(tensor, row, 1);
        return view.GetTensorDataAsSpan<float>()[..(heads * 20)].ToArray();
    }
}
