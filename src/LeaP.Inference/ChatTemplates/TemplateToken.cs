namespace LeaP.Inference.ChatTemplates;

/// <summary>A word, number, string or sign of an expression.</summary>
/// <param name="Kind">What it is.</param>
/// <param name="Text">The word or sign; of a string what it stands for.</param>
/// <param name="Value">Value of a number.</param>
internal readonly record struct TemplateToken(TemplateToken.Kinds Kind, string Text, object? Value = null)
{
    /// <summary>What a token is.</summary>
    public enum Kinds
    {
        /// <summary>A name or keyword.</summary>
        Name,

        /// <summary>A string.</summary>
        Text,

        /// <summary>A number.</summary>
        Number,

        /// <summary>An operator or bracket.</summary>
        Sign,

        /// <summary>Behind the last token.</summary>
        End,
    }
}
