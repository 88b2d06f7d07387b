using LeaP.Inference.OnnxRuntime;
using Microsoft.ML.OnnxRuntime;

namespace LeaP.Inference.Tests.OnnxRuntime;

public sealed class TokenInputsTests
{
    [Fact]
    public void Rows_are_told_apart_by_their_length()
    {
        var inputs = new TokenInputs(takesPositions: true);
        inputs.Reset(3, 1, 9);
        inputs.SetLength(0, 9);
        inputs.Reset(2, 1, 3);
        inputs.SetLength(0, 1);
        inputs.SetLength(1, 3);
        inputs.SetToken(0, 0, 7);
        inputs.SetToken(1, 0, 8);

        Read(inputs).ShouldBe([[7, 8], [1, 0, 0, 1, 1, 1], [0, 2]]);
    }

    [Fact]
    public void A_block_behind_cached_tokens_counts_its_positions_on()
    {
        var inputs = new TokenInputs(takesPositions: true);
        inputs.Reset(1, 3, 5);
        inputs.SetLength(0, 5);
        inputs.SetToken(0, 0, 4);
        inputs.SetToken(0, 1, 5);
        inputs.SetToken(0, 2, 6);

        Read(inputs).ShouldBe([[4, 5, 6], [1, 1, 1, 1, 1], [2, 3, 4]]);
    }

    [Fact]
    public void Positions_are_left_out_where_the_graph_has_none()
    {
        var inputs = new TokenInputs(takesPositions: false);
        inputs.Reset(1, 1, 1);

        Read(inputs).Length.ShouldBe(2);
    }

    private static long[][] Read(TokenInputs inputs)
    {
        OrtValue[] tensors = inputs.Tensors();
        long[][] contents = [.. tensors.Select(tensor => tensor.GetTensorDataAsSpan<long>().ToArray())];
        foreach (OrtValue tensor in tensors)
        {
            tensor.Dispose();
        }

        return contents;
    }
}
