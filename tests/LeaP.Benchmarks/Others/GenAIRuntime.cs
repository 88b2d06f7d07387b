namespace LeaP.Benchmarks.Others;

/// <summary>Finds ONNX Runtime GenAI, which is part of builds that name its package with <c>GenAIPackageId</c>.</summary>
internal static partial class GenAIRuntime
{
    /// <summary>Loads a model.</summary>
    /// <param name="folder">The model's folder.</param>
    /// <param name="context">Tokens a sequence.</param>
    /// <exception cref="InvalidOperationException">This build does not have the package.</exception>
    public static IOtherRuntime Load(string folder, int context)
    {
        IOtherRuntime? loaded = null;
        Load(folder, context, ref loaded);
        return loaded ?? throw new InvalidOperationException(
            "The part genai needs a build with ONNX Runtime GenAI; see docs/models.md for -p:GenAIPackageId=.");
    }

    static partial void Load(string folder, int context, ref IOtherRuntime? loaded);
}
