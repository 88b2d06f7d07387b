using LeaP.Inference.Engines;
using LeaP.Inference.GenAI;
using LeaP.Inference.Tests.Support;

namespace LeaP.Inference.Tests.GenAI;

/// <summary>The embedded model, or another one, in the real runtime.</summary>
internal static class PackageEngine
{
    private const string Absent =
        "This build has no ONNX Runtime GenAI. Build the tests with -p:GenAIPackageId=Microsoft.ML.OnnxRuntimeGenAI; where no "
        + "feed has that package, set the environment variable LEAP_GENAI_FEED to a folder that holds it.";

    /// <summary>Skips the test in builds without the package.</summary>
    public static void Require() => Assert.SkipUnless(new GenAIEngineFactory().HasPackage, Absent);

    public static async Task<IModelEngine> LoadAsync(int slots = 4, int context = 512, string? folder = null)
    {
        Require();
        return await new GenAIEngineFactory().LoadAsync(
            new ModelLoadOptions
            {
                Folder = folder ?? EmbeddedModelFiles.Folder,
                SlotCount = slots,
                MaxContextTokens = context,
                Threads = 1,
            },
            CancellationToken.None).Soon();
    }
}
