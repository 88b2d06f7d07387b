using LeaP.Inference.Engines;

namespace LeaP.Inference.Models;

/// <summary>How long a path may be.</summary>
internal static class ContextLimit
{
    /// <summary>Longest context in tokens: what is asked for, else the model's own.</summary>
    /// <exception cref="ModelLoadException">More is asked for than the model has.</exception>
    public static int Of(ModelFolder folder, ModelLoadOptions options)
    {
        int longest = folder.Config.ContextLength;
        int context = options.MaxContextTokens ?? longest;
        return context <= longest
            ? context
            : throw new ModelLoadException(
                $"MaxContextTokens is {context}; the model in '{options.Folder}' has a context of {longest} tokens at most.");
    }
}
