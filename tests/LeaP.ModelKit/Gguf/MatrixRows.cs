using System.Buffers.Binary;
using System.Runtime.InteropServices;
using LeaP.ModelKit.Onnx;

namespace LeaP.ModelKit.Gguf;

/// <summary>
/// Turns the matrices of products into rows, one an output. llama.cpp's Llama family rotates neighbours where the graph
/// rotates the halves of a head, so that rows of rotated heads change places.
/// </summary>
internal sealed class MatrixRows(GraphWeights weights)
{
    // Rows that are gathered at once, so that a line of memory is read once and not once for each.
    private const int RowsAtOnce = 16;

    /// <summary>The weights of a product.</summary>
    /// <param name="name">Name of the tensor.</param>
    /// <param name="product">A MatMul or MatMulNBits.</param>
    /// <param name="rotatedHead">Size of a head whose outputs are rotated; 0 for none.</param>
    /// <param name="outputs">Which of its outputs; null for all.</param>
    public GgufTensor Of(string name, NodeProto product, int rotatedHead = 0, (int First, int Count)? outputs = null)
    {
        bool isPlain = product.OpType == "MatMul";
        (int from, int to) = isPlain
            ? ((int)weights.Dims(product.Input[1])[0], (int)weights.Dims(product.Input[1])[1])
            : (Whole(product, "K"), Whole(product, "N"));
        (int first, int count) = outputs ?? (0, to);
        int[] rows = [.. Enumerable.Range(first, count).Select(row => first + SourceRow(row - first, rotatedHead))];
        return isPlain
            ? new GgufTensor(name, GgufType.F32, [from, count], () => Plain(product, from, to, rows))
            : new GgufTensor(name, GgufType.Q4_0, [from, count], () => FourBits(product, from, rows));
    }

    private byte[] Plain(NodeProto product, int from, int to, int[] rows)
    {
        byte[] bytes = new byte[(long)from * rows.Length * sizeof(float)];
        ReadOnlySpan<float> source = MemoryMarshal.Cast<byte, float>(weights.Numbers(product.Input[1]));
        Span<float> target = MemoryMarshal.Cast<byte, float>(bytes.AsSpan());
        for (int first = 0; first < rows.Length; first += RowsAtOnce)
        {
            int end = Math.Min(rows.Length, first + RowsAtOnce);
            for (int column = 0; column < from; column++)
            {
                for (int row = first; row < end; row++)
                {
                    target[(row * from) + column] = source[(column * to) + rows[row]];
                }
            }
        }

        return bytes;
    }

    private byte[] FourBits(NodeProto product, int from, int[] rows)
    {
        int blocks = from / GgufTensor.Block;
        byte[] quantized = weights.Bytes(product.Input[1]);
        byte[] scales = weights.Numbers(product.Input[2]);
        byte[] bytes = new byte[(long)rows.Length * blocks * GgufTensor.BlockBytes];
        for (int block = 0; block < rows.Length * blocks; block++)
        {
            int source = (rows[block / blocks] * blocks) + (block % blocks);
            Span<byte> target = bytes.AsSpan(block * GgufTensor.BlockBytes, GgufTensor.BlockBytes);
            float scale = BinaryPrimitives.ReadSingleLittleEndian(scales.AsSpan(source * sizeof(float)));
            BinaryPrimitives.WriteHalfLittleEndian(target, (Half)scale);
            Repack(quantized.AsSpan(source * GgufTensor.Block / 2, GgufTensor.Block / 2), target[sizeof(ushort)..]);
        }

        return bytes;
    }

    // A byte holds neighbours in the graph, and weights half a block apart in the file.
    private static void Repack(ReadOnlySpan<byte> neighbours, Span<byte> halves)
    {
        for (int i = 0; i < halves.Length; i++)
        {
            halves[i] = (byte)(Weight(neighbours, i) | (Weight(neighbours, i + (GgufTensor.Block / 2)) << 4));
        }
    }

    private static int Weight(ReadOnlySpan<byte> neighbours, int index)
        => index % 2 == 0 ? neighbours[index / 2] & 0xF : neighbours[index / 2] >> 4;

    private static int SourceRow(int row, int head)
    {
        if (head == 0)
        {
            return row;
        }

        int within = row % head;
        return row - within + (within % 2 * (head / 2)) + (within / 2);
    }

    private static int Whole(NodeProto node, string attribute) => (int)node.Attribute.Single(entry => entry.Name == attribute).I;
}
