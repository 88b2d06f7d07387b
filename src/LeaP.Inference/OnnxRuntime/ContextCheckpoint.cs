using LeaP.Inference.Tokenizers;

namespace LeaP.Inference.OnnxRuntime;

/// <summary>How a context stood before text was appended.</summary>
/// <param name="TokenCount">Tokens that stayed.</param>
/// <param name="Dropped">Tokens without whole text that made room for the appended text.</param>
/// <param name="Decoder">Bytes that were held back.</param>
/// <param name="TextLength">Length of the text.</param>
/// <param name="CachedCount">Tokens in the KV cache.</param>
/// <param name="Logits">Logits behind the last token.</param>
internal sealed record ContextCheckpoint(
    int TokenCount, ContextToken[] Dropped, PieceDecoder Decoder, int TextLength, int CachedCount, float[]? Logits);
