using Microsoft.ML.Tokenizers;

namespace LeaP.Similarity.Onnx.Tokenizers;

/// <summary>WordPiece, as the BERT family has it.</summary>
/// <param name="tokenizer">The tokenizer.</param>
internal sealed class WordPieceEncoder(BertTokenizer tokenizer) : ITextEncoder
{
    /// <inheritdoc />
    public IReadOnlyList<int> Encode(string text) => tokenizer.EncodeToIds(text, addSpecialTokens: false);
}
