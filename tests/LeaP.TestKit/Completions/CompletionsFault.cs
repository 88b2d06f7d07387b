namespace LeaP.TestKit.Completions;

/// <summary>Something that goes wrong with one completion.</summary>
/// <param name="Kind">What goes wrong.</param>
/// <param name="AfterPieces">Pieces of text sent before it does.</param>
/// <param name="Status">Status of an answer without a stream, or code of an error within one.</param>
/// <param name="RetryAfter">Seconds the answer asks the client to wait; null for nothing.</param>
public sealed record CompletionsFault(
    CompletionsFaultKind Kind,
    int AfterPieces = 0,
    int Status = 500,
    int? RetryAfter = null);
