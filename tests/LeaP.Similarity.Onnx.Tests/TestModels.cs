using LeaP.Similarity.Onnx.Models;

namespace LeaP.Similarity.Onnx.Tests;

/// <summary>The tiny models that <c>Models/make_models.py</c> made.</summary>
internal static class TestModels
{
    public static string Folder(string name) => Path.Combine(AppContext.BaseDirectory, "Models", name);

    public static SemanticSimilarity Load(string name, int maxTokens = 512) =>
        SemanticSimilarity.Load(name, new EmbeddingModelOptions { Folder = Folder(name), MaxTokens = maxTokens });

    /// <summary>A copy of a model's folder that a test may break.</summary>
    public static string Copy(string name)
    {
        string copy = Directory.CreateTempSubdirectory("leap-embedding-").FullName;
        foreach (string file in Directory.GetFiles(Folder(name)))
        {
            File.Copy(file, Path.Combine(copy, Path.GetFileName(file)));
        }

        return copy;
    }
}
