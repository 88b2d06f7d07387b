using LeaP.ModelKit;
using LeaP.ModelKit.Gguf;

namespace LeaP.Benchmarks.Decode;

/// <summary>Makes models of random weights and keeps them for the next run, or as long as it lives.</summary>
internal sealed class ModelStore : IDisposable
{
    private const string Complete = "complete";

    private readonly string _root;
    private readonly bool _isTemporary;

    /// <param name="folder">Where models stay; null for a temporary folder.</param>
    public ModelStore(string? folder)
    {
        _isTemporary = folder is null;
        _root = folder ?? Directory.CreateTempSubdirectory("leap-decode-").FullName;
    }

    /// <summary>The model's folder.</summary>
    public string Folder(DecodeModel model) => Make(
        Path.Combine(_root, model.Name.Replace(' ', '-')), folder => MadeModel.Write(model.Shape, folder));

    /// <summary>The same model as a file for llama.cpp.</summary>
    public string Gguf(DecodeModel model)
    {
        string source = Folder(model);
        return Path.Combine(
            Make(source + "-gguf", folder => GgufModel.Write(source, Path.Combine(folder, "model.gguf"))), "model.gguf");
    }

    /// <inheritdoc/>
    public void Dispose()
    {
        if (_isTemporary)
        {
            Directory.Delete(_root, recursive: true);
        }
    }

    private static string Make(string folder, Action<string> make)
    {
        string mark = Path.Combine(folder, Complete);
        if (!File.Exists(mark))
        {
            Directory.CreateDirectory(folder);
            make(folder);
            File.WriteAllText(mark, "");
        }

        return folder;
    }
}
