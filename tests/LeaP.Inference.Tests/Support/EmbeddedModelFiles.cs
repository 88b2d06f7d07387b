namespace LeaP.Inference.Tests.Support;

/// <summary>Where the embedded model lies beside the tests.</summary>
internal static class EmbeddedModelFiles
{
    public static string Folder { get; } = Path.Combine(AppContext.BaseDirectory, "models", "leap-embedded");

    public static string Graph { get; } = Path.Combine(Folder, "model.onnx");

    public static string Tokenizer { get; } = Path.Combine(Folder, "tokenizer.json");

    /// <summary>Copies the folder to a new temporary one.</summary>
    public static TemporaryFolder Copy()
    {
        var copy = new TemporaryFolder("model");
        foreach (string file in Directory.EnumerateFiles(Folder))
        {
            File.Copy(file, copy.File(Path.GetFileName(file)));
        }

        return copy;
    }
}
