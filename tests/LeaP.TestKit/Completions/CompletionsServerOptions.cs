namespace LeaP.TestKit.Completions;

/// <summary>What a <see cref="CompletionsServer"/> offers.</summary>
public sealed record CompletionsServerOptions
{
    /// <summary>Name it serves its model under.</summary>
    public string Model { get; init; } = "tiny";

    /// <summary>Bearer token it wants; null for none.</summary>
    public string? Key { get; init; }

    /// <summary>Context it tells under <c>/v1/models</c>; null tells none.</summary>
    public int? MaxModelLength { get; init; }

    /// <summary>Context it tells under <c>/props</c>; null has no such path.</summary>
    public int? PropertiesContext { get; init; }

    /// <summary>
    /// Seed it takes instead of the client's, so that its text does not depend on the requests it was asked for in; null
    /// takes the client's.
    /// </summary>
    public ulong? Seed { get; init; }

    /// <summary>Whether it has <c>/tokenize</c>.</summary>
    public bool CountsTokens { get; init; } = true;

    /// <summary>Whether the stream ends with token counts.</summary>
    public bool TellsUsage { get; init; } = true;

    /// <summary>Whether each piece of the stream comes with token counts, when the client asks.</summary>
    public bool TellsUsageAlways { get; init; } = true;
}
