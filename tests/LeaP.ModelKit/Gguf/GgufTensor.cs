namespace LeaP.ModelKit.Gguf;

/// <summary>A tensor of a file.</summary>
/// <param name="Name">The name by which llama.cpp knows it.</param>
/// <param name="Type">How its numbers are stored.</param>
/// <param name="Dims">Its sizes, the one whose numbers lie side by side first.</param>
/// <param name="Read">Its bytes; called once, when they are written.</param>
internal sealed record GgufTensor(string Name, GgufType Type, IReadOnlyList<long> Dims, Func<byte[]> Read)
{
    /// <summary>Weights of a block of <see cref="GgufType.Q4_0"/>.</summary>
    public const int Block = 32;

    /// <summary>Bytes of such a block: its scale and two weights a byte.</summary>
    public const int BlockBytes = sizeof(ushort) + (Block / 2);

    /// <summary>Its length in the file.</summary>
    public long Bytes
    {
        get
        {
            long count = Dims.Aggregate(1L, (product, dim) => product * dim);
            return Type == GgufType.F32 ? count * sizeof(float) : count / Block * BlockBytes;
        }
    }
}
