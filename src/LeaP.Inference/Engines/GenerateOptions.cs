namespace LeaP.Inference.Engines;

/// <summary>Settings of one <see cref="IGeneration.GenerateAsync"/> call.</summary>
public sealed record GenerateOptions
{
    /// <summary>Most tokens to generate; at least 1.</summary>
    public required int MaxTokens { get; init; }

    /// <summary>
    /// Strings that end the call. The text ends right behind the first one that appears, and keeps it. They may
    /// span tokens. Only newly generated text counts. Empty entries are not allowed.
    /// </summary>
    public IReadOnlyList<string> StopStrings { get; init; } = [];

    /// <summary>
    /// Called with each piece of new text as it becomes certain (whole characters, never text that is taken back
    /// by a stop string). Called from the decode loop: it must return at once and not throw.
    /// </summary>
    public Action<string>? OnText { get; init; }
}
