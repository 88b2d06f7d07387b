using LeaP.Inference.Engines;
using LeaP.Inference.OnnxRuntime;
using LeaP.ModelKit;

namespace LeaP.Inference.Tests.Support;

/// <summary>Models with random weights in the engine under test.</summary>
internal static class MadeEngine
{
    /// <summary>Writes a model to a new temporary folder.</summary>
    public static TemporaryFolder Write(ModelShape shape)
    {
        var folder = new TemporaryFolder("made");
        MadeModel.Write(shape, folder.Path);
        return folder;
    }

    public static async Task<OnnxEngine> LoadAsync(
        TemporaryFolder folder, int slots = 4, long? kvBytes = null, int? context = null, int threads = 1)
        => (OnnxEngine)await new OnnxRuntimeEngineFactory().LoadAsync(
            new ModelLoadOptions
            {
                Folder = folder.Path,
                SlotCount = slots,
                Threads = threads,
                KvMemoryBytes = kvBytes,
                MaxContextTokens = context,
            },
            CancellationToken.None).Soon();

    public static async Task<ModelLoadException> FailAsync(TemporaryFolder folder, int slots = 1, long? kvBytes = null)
        => await Should.ThrowAsync<ModelLoadException>(() => LoadAsync(folder, slots, kvBytes));
}
