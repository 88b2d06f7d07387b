using LeaP.Inference.Models;

namespace LeaP.Similarity.Onnx.Tokenizers;

/// <summary>Tokens that a model wants around one text.</summary>
/// <param name="Before">Before it.</param>
/// <param name="After">After it.</param>
internal sealed record SpecialTokens(IReadOnlyList<int> Before, IReadOnlyList<int> After)
{
    private const int MostIds = 1 << 24;

    /// <summary>Reads <c>post_processor</c> of a <c>tokenizer.json</c>.</summary>
    /// <param name="node">That value.</param>
    /// <exception cref="Inference.Engines.ModelLoadException">It is of a kind that is not known.</exception>
    public static SpecialTokens Read(ModelJson node)
    {
        switch (node["type"].StringOrNull())
        {
            case null or "ByteLevel":
                return new SpecialTokens([], []);
            case "BertProcessing" or "RobertaProcessing":
                return new SpecialTokens([PairId(node["cls"])], [PairId(node["sep"])]);
            case "TemplateProcessing":
                return ReadTemplate(node);
            case "Sequence":
                return node["processors"].Items().Select(Read).Aggregate((outer, inner) =>
                    new SpecialTokens([.. inner.Before, .. outer.Before], [.. outer.After, .. inner.After]));
            default:
                throw node["type"].Wrong(
                    "\"TemplateProcessing\", \"BertProcessing\", \"RobertaProcessing\", \"ByteLevel\" or a \"Sequence\" of them");
        }
    }

    // A pair such as ["[CLS]", 101].
    private static int PairId(ModelJson node) => node.Items().LastOrDefault() is { IsPresent: true } id
        ? id.Int(0, MostIds)
        : throw node.Wrong("a token and its id");

    private static SpecialTokens ReadTemplate(ModelJson node)
    {
        var before = new List<int>();
        var after = new List<int>();
        List<int> current = before;
        foreach (ModelJson piece in node["single"].Items())
        {
            if (piece["Sequence"].IsPresent)
            {
                current = after;
            }
            else
            {
                string name = piece["SpecialToken"]["id"].String();
                current.AddRange(node["special_tokens"][name]["ids"].Items().Select(id => id.Int(0, MostIds)));
            }
        }

        return current == after ? new SpecialTokens(before, after) : throw node["single"].Wrong("a template with a Sequence in it");
    }
}
