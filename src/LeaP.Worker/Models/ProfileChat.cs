using LeaP.Inference.ChatTemplates;
using LeaP.Inference.Engines;
using LeaP.Reasoning.Prompts;

namespace LeaP.Worker.Models;

/// <summary>Fills a profile's chat wrapping from the chat template that came with its model.</summary>
internal static class ProfileChat
{
    /// <summary>Reads the template and puts its text around the problem.</summary>
    /// <param name="profile">A profile that leaves this to the model.</param>
    /// <param name="folder">The model's folder; empty for none.</param>
    /// <exception cref="ModelLoadException">There is no template, or it cannot be used; the message says why.</exception>
    public static PromptProfile Complete(PromptProfile profile, string folder)
    {
        if (folder.Length == 0)
        {
            throw new ModelLoadException(
                "The prompt profile takes 'chat' from the model, but this engine has no model folder. Write prefix and suffix into it.");
        }

        (string prefix, string suffix) = ModelChat.ReadWrapping(folder);
        int openingOverlap = Overlap(suffix, profile.Opening);
        int plainOverlap = Overlap(suffix, profile.PlainOpening);
        if (openingOverlap != plainOverlap)
        {
            throw new ModelLoadException(
                "The model's chat template ends with the beginning of only one of the prompt profile's 'opening' and 'plain_opening'. "
                + "Begin both with it, or neither.");
        }

        return profile with { Chat = new ChatWrapping(prefix, suffix[..^openingOverlap]), ChatFromModel = false };
    }

    // Templates of reasoning models begin the thoughts themselves; so does the opening, and once is enough.
    private static int Overlap(string suffix, string opening)
    {
        for (int length = Math.Min(suffix.Length, opening.Length); length > 0; length--)
        {
            string start = opening[..length];
            if (!string.IsNullOrWhiteSpace(start) && suffix.EndsWith(start, StringComparison.Ordinal))
            {
                return length;
            }
        }

        return 0;
    }
}
