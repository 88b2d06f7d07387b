namespace LeaP.Reasoning.Prompts;

/// <summary>Brings a generated summary into a form that ends in its closing tag, whatever stopped it.</summary>
public static class SummaryRepair
{
    private const int ShortestTagStart = 2;

    /// <summary>
    /// Drops every think-end tag; completes a closing tag of which at least two characters were written; otherwise
    /// ends the text with dots, a space and the closing tag.
    /// </summary>
    /// <param name="generated">What the model wrote behind the opening tag and lead.</param>
    /// <param name="tags">The marks of the profile.</param>
    public static string Repair(string generated, PromptTags tags)
    {
        ArgumentNullException.ThrowIfNull(generated);
        ArgumentNullException.ThrowIfNull(tags);
        string text = generated.Replace(tags.ThinkEnd, "", StringComparison.Ordinal);
        string close = tags.SummaryClose;
        for (int written = close.Length; written >= ShortestTagStart; written--)
        {
            if (text.AsSpan().EndsWith(close.AsSpan(0, written)))
            {
                return text + close[written..];
            }
        }

        return $"{text}... {close}";
    }
}
