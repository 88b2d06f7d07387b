using LeaP.ModelKit;

namespace LeaP.Benchmarks.Decode;

/// <summary>A model to measure.</summary>
/// <param name="Name">What tables call it.</param>
/// <param name="Prefix">What its figures begin with.</param>
/// <param name="Suffix">What they end with.</param>
/// <param name="Shape">Its sizes.</param>
internal sealed record DecodeModel(string Name, string Prefix, string Suffix, ModelShape Shape)
{
    /// <summary>Full name of a figure.</summary>
    public string Figure(string name) => $"{Prefix}.{name}{Suffix}";

    /// <summary>Bytes that a path's KV takes at full length.</summary>
    public long PathBytes => 2L * Shape.Layers * Shape.KeyValueHeads * Shape.HeadSize * Shape.Context * sizeof(float);

    /// <summary>Bytes of weights that a token reads: of the embedding one row only.</summary>
    /// <param name="folder">The model's folder.</param>
    public double BytesPerToken(string folder)
        => new FileInfo(Path.Combine(folder, "model.onnx.data")).Length - ((double)Shape.Vocabulary * Shape.Hidden * sizeof(float));
}
