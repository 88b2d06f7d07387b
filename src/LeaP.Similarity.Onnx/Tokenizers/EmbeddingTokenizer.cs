using LeaP.Inference.Engines;
using LeaP.Inference.Models;
using LeaP.Inference.Tokenizers;

namespace LeaP.Similarity.Onnx.Tokenizers;

/// <summary>Turns a text into the tokens an embedding model reads: cut to its longest input, special tokens around it.</summary>
internal sealed class EmbeddingTokenizer
{
    private const int MostTokens = 1 << 20;

    private readonly ITextEncoder _encoder;
    private readonly SpecialTokens _special;
    private readonly int _maxTokens;

    private EmbeddingTokenizer(ITextEncoder encoder, SpecialTokens special, int maxTokens)
    {
        _encoder = encoder;
        _special = special;
        _maxTokens = maxTokens;
    }

    /// <summary>Reads a <c>tokenizer.json</c>.</summary>
    /// <param name="file">The file.</param>
    /// <param name="maxTokens">Most tokens of one text, the special ones included.</param>
    /// <exception cref="ModelLoadException">The file is broken or of another family; the message names the key.</exception>
    public static EmbeddingTokenizer Read(string file, int maxTokens)
    {
        ModelJson root = ModelJson.Load(file);
        ITextEncoder encoder = root["model"]["type"].StringOrNull() switch
        {
            "WordPiece" => WordPieceReader.Read(root),
            null or "BPE" => new BytePairEncoder(TokenizerReader.Read(file)),
            _ => throw root["model"]["type"].Wrong("\"WordPiece\" or \"BPE\""),
        };
        SpecialTokens special = SpecialTokens.Read(root["post_processor"]);
        int most = Math.Min(maxTokens, root["truncation"]["max_length"].IntOrNull(1, MostTokens) ?? maxTokens);
        int around = special.Before.Count + special.After.Count;
        return most > around
            ? new EmbeddingTokenizer(encoder, special, most)
            : throw new ModelLoadException(
                $"{file}: {most} tokens a text leave no room beside its {around} special tokens.");
    }

    /// <summary>Encodes a text; what is behind its longest input is cut off.</summary>
    /// <param name="text">The text.</param>
    public IReadOnlyList<int> Encode(string text)
    {
        int room = _maxTokens - _special.Before.Count - _special.After.Count;
        return [.. _special.Before, .. _encoder.Encode(text).Take(room), .. _special.After];
    }
}
