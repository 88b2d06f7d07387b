using LeaP.Inference.Tokenizers;

namespace LeaP.Similarity.Onnx.Tokenizers;

/// <summary>Byte-level BPE, as the RoBERTa family has it.</summary>
/// <param name="tokenizer">The tokenizer.</param>
internal sealed class BytePairEncoder(ByteLevelTokenizer tokenizer) : ITextEncoder
{
    /// <inheritdoc />
    public IReadOnlyList<int> Encode(string text) => tokenizer.Encode(text);
}
