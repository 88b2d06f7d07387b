namespace LeaP.TestKit.Completions;

/// <summary>Ways in which a completion goes wrong.</summary>
public enum CompletionsFaultKind
{
    /// <summary>The answer is an HTTP error instead of a stream.</summary>
    Status,

    /// <summary>The connection breaks within the stream.</summary>
    Break,

    /// <summary>The stream ends properly but without a reason for the end of the text.</summary>
    Cut,

    /// <summary>The stream says that something went wrong.</summary>
    ErrorPiece,

    /// <summary>A piece of the stream is no JSON.</summary>
    Garbage,

    /// <summary>Nothing more comes, and the connection stays open until the client gives up.</summary>
    Silence,
}
