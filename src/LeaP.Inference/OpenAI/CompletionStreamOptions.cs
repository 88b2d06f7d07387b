namespace LeaP.Inference.OpenAI;

/// <summary>Asks for token counts: with the end of the stream, and with each piece where the server can.</summary>
internal sealed record CompletionStreamOptions
{
    public bool IncludeUsage { get; init; } = true;

    public bool ContinuousUsageStats { get; init; } = true;
}
