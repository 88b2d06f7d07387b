namespace LeaP.EmbeddedModel;

/// <summary>Finds the files of the model that comes with the programs.</summary>
public static class EmbeddedModelFolder
{
    private const string GraphFile = "model.onnx";

    /// <summary>The folder <c>models/leap-embedded</c> beside the running assembly.</summary>
    /// <exception cref="DirectoryNotFoundException">The folder or its graph is missing.</exception>
    public static string Path => Find(AppContext.BaseDirectory);

    /// <summary>The model's folder under a base folder.</summary>
    /// <param name="baseFolder">Folder that holds <c>models</c>.</param>
    /// <exception cref="DirectoryNotFoundException">The folder or its graph is missing.</exception>
    internal static string Find(string baseFolder)
    {
        string folder = System.IO.Path.Combine(baseFolder, "models", EmbeddedModelInfo.ModelId);
        if (!File.Exists(System.IO.Path.Combine(folder, GraphFile)))
        {
            throw new DirectoryNotFoundException(
                $"The embedded model is not at '{folder}': {GraphFile} is missing there. "
                + "It is copied beside the programs when they are built or published; build again.");
        }

        return folder;
    }
}
