using System.Text;
using LeaP.Inference.Models;
using LeaP.Inference.Tokenizers;

namespace LeaP.Inference.Tests.Support;

/// <summary>A path decoded the plain way: each token is the likeliest one behind a fresh prefill of all before it.</summary>
internal sealed class GreedyPath
{
    private static readonly GenAIConfig Config = GenAIConfigReader.Read(Path.Combine(EmbeddedModelFiles.Folder, "genai_config.json"));
    private static readonly ByteLevelTokenizer Tokenizer = TokenizerReader.Read(EmbeddedModelFiles.Tokenizer);

    private readonly ReferenceModel _model;
    private readonly List<int> _ids = [];

    public GreedyPath(ReferenceModel model, string prompt)
    {
        _model = model;
        Append(prompt);
    }

    public string Text => TextOf(_ids);

    public void Append(string text) => _ids.AddRange(Tokenizer.Encode(text));

    /// <summary>Draws tokens until one ends the sequence, and returns their text.</summary>
    public string Generate(int most)
    {
        int start = _ids.Count;
        for (int i = 0; i < most; i++)
        {
            ReadOnlySpan<float> logits = _model.LogitsBehind(_ids).AsSpan(0, Tokenizer.IdCount);
            int best = System.Numerics.Tensors.TensorPrimitives.IndexOfMax(logits);
            if (Config.EndTokens.Contains(best))
            {
                break;
            }

            _ids.Add(best);
        }

        return TextOf(_ids[start..]);
    }

    /// <summary>Cuts the text; what stays of a token that is cut is encoded anew.</summary>
    public void Rewind(int textLength)
    {
        string text = Text[..textLength];
        int keep = _ids.Count;
        while (TextOf(_ids[..keep]).Length > textLength)
        {
            keep--;
        }

        int start = TextOf(_ids[..keep]).Length;
        _ids.RemoveRange(keep, _ids.Count - keep);
        Append(text[start..]);
    }

    private static string TextOf(List<int> ids)
        => Encoding.UTF8.GetString([.. ids.SelectMany(id => Tokenizer.BytesOf(id).ToArray())]);
}
