using LeaP.EmbeddedModel;
using LeaP.Fuzz.Mutations;
using LeaP.Inference.Engines;
using LeaP.Reasoning.Randomness;

namespace LeaP.Fuzz.Targets;

/// <summary>A broken file of a model's folder is refused, and the refusal names the file.</summary>
/// <param name="name">Name of the file.</param>
internal abstract class ModelFileTarget(string name) : IFuzzTarget
{
    private readonly DirectoryInfo _folder = Directory.CreateTempSubdirectory("leap-fuzz-");
    private readonly string _json = File.ReadAllText(FilePath.Combine(EmbeddedModelFolder.Path, name));

    public abstract string Name { get; }

    public abstract int Share { get; }

    public async ValueTask RunAsync(SeededRandom random)
    {
        string file = FilePath.Combine(_folder.FullName, name);
        await File.WriteAllBytesAsync(file, JsonMutator.Mutate(_json, random));
        try
        {
            Read(file, random);
        }
        catch (ModelLoadException exception) when (exception.Message.Contains(name, StringComparison.Ordinal))
        {
            // Refused, as it should be.
        }
    }

    public ValueTask DisposeAsync()
    {
        _folder.Delete(recursive: true);
        return ValueTask.CompletedTask;
    }

    /// <summary>Reads the file and uses what was read.</summary>
    /// <param name="file">The file.</param>
    /// <param name="random">Random numbers.</param>
    protected abstract void Read(string file, SeededRandom random);
}
