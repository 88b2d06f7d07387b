using Microsoft.ML.OnnxRuntime;

namespace LeaP.Inference.OnnxRuntime;

/// <summary>A KV cache of rows that a graph writes in place: per layer one tensor for K and one for V.</summary>
internal interface IKvMemory : IDisposable
{
    /// <summary>Its sizes.</summary>
    KvShape Shape { get; }

    /// <summary>A view of consecutive rows of one tensor. It owns nothing.</summary>
    /// <param name="tensor">K and V by turns: twice the layer for K, plus one for V.</param>
    /// <param name="row">First row.</param>
    /// <param name="count">Rows.</param>
    OrtValue View(int tensor, int row, int count);

    /// <summary>Copies the first <paramref name="length"/> tokens of a row into another row.</summary>
    void Copy(int from, int to, int length);

    /// <summary>Exchanges two rows of which only the first tokens are in use.</summary>
    void Swap(int row, int length, int otherRow, int otherLength);
}
