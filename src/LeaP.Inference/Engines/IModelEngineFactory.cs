namespace LeaP.Inference.Engines;

/// <summary>Loads models for one kind of engine. Found by <see cref="Name"/>.</summary>
public interface IModelEngineFactory
{
    /// <summary>Name of the engine, in kebab-case.</summary>
    string Name { get; }

    /// <summary>Loads a model.</summary>
    /// <param name="options">Where it is and how much it may hold.</param>
    /// <param name="cancellationToken">Ends the load.</param>
    /// <exception cref="ModelLoadException">The folder is missing, broken or of a kind this engine cannot drive.</exception>
    Task<IModelEngine> LoadAsync(ModelLoadOptions options, CancellationToken cancellationToken);
}
