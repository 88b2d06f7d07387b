namespace LeaP.Similarity.Onnx.Models;

/// <summary>How the vectors of a text's tokens become one.</summary>
internal enum Pooling
{
    /// <summary>Their mean.</summary>
    Mean,

    /// <summary>The first one.</summary>
    FirstToken,

    /// <summary>The last one.</summary>
    LastToken,
}
