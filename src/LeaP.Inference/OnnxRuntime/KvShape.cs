using Microsoft.ML.OnnxRuntime.Tensors;

namespace LeaP.Inference.OnnxRuntime;

/// <summary>Sizes of the KV cache.</summary>
/// <param name="Rows">Contexts it holds.</param>
/// <param name="Layers">Layers of the model.</param>
/// <param name="Heads">KV heads per layer.</param>
/// <param name="Capacity">Tokens per context.</param>
/// <param name="HeadSize">Numbers per head and token.</param>
/// <param name="ElementType">Type of the numbers.</param>
internal sealed record KvShape(
    int Rows, int Layers, int Heads, int Capacity, int HeadSize, TensorElementType ElementType)
{
    /// <summary>Bytes of one number.</summary>
    public int ElementSize => ElementType == TensorElementType.Float ? 4 : 2;

    /// <summary>Bytes of one token in one head.</summary>
    public int TokenBytes => HeadSize * ElementSize;

    /// <summary>Bytes of one row in one layer's K or V.</summary>
    public long RowBytes => (long)Heads * Capacity * TokenBytes;

    /// <summary>K and V tensors.</summary>
    public int Tensors => 2 * Layers;

    /// <summary>Bytes of one context of full length.</summary>
    public long PathBytes => Tensors * RowBytes;

    /// <summary>Bytes of everything.</summary>
    public long TotalBytes => Rows * PathBytes;
}
