using LeaP.Reasoning.Sessions;

namespace LeaP.Router.Telemetry;

/// <summary>The kinds of tokens as metrics name them.</summary>
internal static class TokenKinds
{
    /// <summary>A path's tokens by kind.</summary>
    /// <param name="usage">Its counts.</param>
    public static (string Kind, long Count)[] Of(TokenCounts usage) =>
    [
        ("prompt", usage.Prompt),
        ("reasoning", usage.Reasoning),
        ("summary", usage.Summary),
        ("peer", usage.Peer),
        ("discarded", usage.Discarded),
    ];
}
