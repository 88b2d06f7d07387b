namespace LeaP.Inference.Engines;

/// <summary>
/// One loaded model and the slots its paths decode in. Text goes in and comes out; tokens stay inside.
/// Safe to call from several paths at once; each <see cref="IGeneration"/> is used by one caller at a time.
/// </summary>
public interface IModelEngine : IAsyncDisposable
{
    /// <summary>Name of the engine, such as <c>onnxruntime</c>.</summary>
    string Name { get; }

    /// <summary>What the loaded model is and how much it can hold.</summary>
    ModelDescription Model { get; }

    /// <summary>Counters since the model was loaded.</summary>
    EngineStatistics Statistics { get; }

    /// <summary>Number of tokens <paramref name="text"/> takes when it is appended on its own.</summary>
    /// <param name="text">Any text; may be empty.</param>
    int CountTokens(string text);

    /// <summary>
    /// Prefills <paramref name="prompt"/> and forks it into one generation per entry of <paramref name="paths"/>, in that
    /// order. Waits for free slots.
    /// </summary>
    /// <param name="prompt">The whole prompt; not empty.</param>
    /// <param name="paths">Settings of each path; at least one, at most <see cref="ModelDescription.SlotCount"/>.</param>
    /// <param name="cancellationToken">Ends the wait; slots taken so far are given back.</param>
    /// <exception cref="ContextOverflowException">The prompt leaves no room for a single token.</exception>
    ValueTask<IReadOnlyList<IGeneration>> StartAsync(
        string prompt,
        IReadOnlyList<GenerationSettings> paths,
        CancellationToken cancellationToken);
}
