using LeaP.Inference.Engines;
using LeaP.Inference.Tokenizers;

namespace LeaP.Inference.Models;

/// <summary>Checks that a tokenizer belongs to its model, as far as numbers tell.</summary>
internal static class TokenizerMatch
{
    /// <param name="folder">The model.</param>
    /// <param name="tokenizer">Its tokenizer.</param>
    /// <param name="vocabulary">Logits per token of its graph.</param>
    /// <exception cref="ModelLoadException">It cannot belong to the model; the message says why.</exception>
    public static void Check(ModelFolder folder, ByteLevelTokenizer tokenizer, int vocabulary)
    {
        if (tokenizer.IdCount > vocabulary)
        {
            throw new ModelLoadException(
                $"{folder.Tokenizer} has ids up to {tokenizer.IdCount - 1}, but the model knows {vocabulary} of them, from 0: "
                + "it is the tokenizer of another model.");
        }

        foreach (int end in folder.Config.EndTokens.Where(id => tokenizer.BytesOf(id).IsEmpty))
        {
            throw new ModelLoadException(
                $"{folder.Tokenizer} has no token {end}, which 'model.eos_token_id' of genai_config.json names as one that ends "
                + "a sequence: one of both files is of another model.");
        }
    }
}
