namespace LeaP.Inference.Engines;

/// <summary>
/// One path's text in the model's context: its prompt, what was appended and what was generated, with the KV
/// cache that goes with it. Disposing gives its slot back. One operation at a time.
/// </summary>
public interface IGeneration : IAsyncDisposable
{
    /// <summary>The whole text of the context, prompt included.</summary>
    string Text { get; }

    /// <summary>Tokens the context holds, prompt included.</summary>
    int TokenCount { get; }

    /// <summary>Appends text behind the context; only the new text is prefilled.</summary>
    /// <param name="text">The text; nothing happens when it is empty.</param>
    /// <param name="cancellationToken">Ends the wait; the context then stands as before the call.</param>
    /// <returns>Tokens appended.</returns>
    /// <exception cref="ContextOverflowException">The text does not fit; the context stands as before the call.</exception>
    ValueTask<int> AppendAsync(string text, CancellationToken cancellationToken);

    /// <summary>Generates until a stop string, the end of sequence, the token limit or the end of the context.</summary>
    /// <param name="options">Limit, stop strings and where the text goes as it comes.</param>
    /// <param name="cancellationToken">Ends the generation within one decode step; what was generated stays.</param>
    ValueTask<GenerationResult> GenerateAsync(GenerateOptions options, CancellationToken cancellationToken);

    /// <summary>
    /// Shortens <see cref="Text"/> to its first <paramref name="textLength"/> characters. A position inside a
    /// token drops that token and appends the part of it that stays.
    /// </summary>
    /// <param name="textLength">UTF-16 code units, from the prompt's length to the length of <see cref="Text"/>.</param>
    /// <param name="cancellationToken">Ends the wait.</param>
    ValueTask RewindAsync(int textLength, CancellationToken cancellationToken);

    /// <summary>
    /// Copies this context into another slot. Nothing is prefilled again, except by an engine whose runtime cannot copy KV.
    /// Waits for a free slot.
    /// </summary>
    /// <param name="settings">Settings of the copy.</param>
    /// <param name="cancellationToken">Ends the wait.</param>
    ValueTask<IGeneration> ForkAsync(GenerationSettings settings, CancellationToken cancellationToken);
}
