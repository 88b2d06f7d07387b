namespace LeaP.Similarity.Onnx.Tokenizers;

/// <summary>Turns text into tokens, none of them special.</summary>
internal interface ITextEncoder
{
    /// <summary>Encodes a text. Safe to call from several threads.</summary>
    /// <param name="text">The text.</param>
    IReadOnlyList<int> Encode(string text);
}
