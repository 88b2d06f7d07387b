using LeaP.Inference.Models;

namespace LeaP.Similarity.Onnx.Models;

/// <summary>Reads how a model pools from the file that Sentence Transformers puts beside it.</summary>
internal static class PoolingReader
{
    private static readonly (string Key, Pooling Pooling)[] Known =
    [
        ("pooling_mode_mean_tokens", Pooling.Mean),
        ("pooling_mode_cls_token", Pooling.FirstToken),
        ("pooling_mode_lasttoken", Pooling.LastToken),
    ];

    /// <summary>Reads <c>1_Pooling/config.json</c>; without it a model pools by the mean.</summary>
    /// <param name="folder">Folder of the model.</param>
    /// <exception cref="Inference.Engines.ModelLoadException">It asks for another way, or for several.</exception>
    public static Pooling Read(string folder)
    {
        string file = Path.Combine(folder, "1_Pooling", "config.json");
        if (!File.Exists(file))
        {
            return Pooling.Mean;
        }

        ModelJson root = ModelJson.Load(file);
        string[] asked =
        [
            .. root.Members()
                .Where(member => member.Key.StartsWith("pooling_mode_", StringComparison.Ordinal) && member.Value.Bool(absent: false))
                .Select(member => member.Key),
        ];
        int known = Array.FindIndex(Known, entry => asked is [var only] && only == entry.Key);
        return known >= 0
            ? Known[known].Pooling
            : throw new Inference.Engines.ModelLoadException(
                $"{file}: exactly one of {string.Join(", ", Known.Select(entry => entry.Key))} must be true; "
                + $"true are: {(asked.Length == 0 ? "none" : string.Join(", ", asked))}.");
    }
}
