using LeaP.Inference.Engines;
using LeaP.Inference.OnnxRuntime;

namespace LeaP.Inference.Tests.Support;

/// <summary>The embedded model in the engine under test.</summary>
internal static class EmbeddedEngine
{
    public static async Task<OnnxEngine> LoadAsync(int slots = 4, int context = 512)
        => (OnnxEngine)await new OnnxRuntimeEngineFactory().LoadAsync(
            new ModelLoadOptions
            {
                Folder = EmbeddedModelFiles.Folder,
                SlotCount = slots,
                MaxContextTokens = context,
                Threads = 1,
            },
            CancellationToken.None).Soon();

    public static async Task<OnnxGeneration> StartOneAsync(this OnnxEngine engine, string prompt, GenerationSettings settings)
        => (OnnxGeneration)(await engine.StartAsync(prompt, [settings], CancellationToken.None).Soon())[0];

    public static int[] Ids(this PathContext context)
    {
        int[] ids = new int[context.TokenCount];
        for (int i = 0; i < ids.Length; i++)
        {
            ids[i] = context.Tokens[i].Id;
        }

        return ids;
    }
}
