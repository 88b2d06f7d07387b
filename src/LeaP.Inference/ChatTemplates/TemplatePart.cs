namespace LeaP.Inference.ChatTemplates;

/// <summary>A stretch of a template.</summary>
/// <param name="Kind">What it is.</param>
/// <param name="Text">Plain text, or what stands between the delimiters.</param>
/// <param name="Line">Line it starts in, from 1.</param>
internal readonly record struct TemplatePart(TemplatePart.Kinds Kind, string Text, int Line)
{
    /// <summary>What a stretch is.</summary>
    public enum Kinds
    {
        /// <summary>Goes out as it is.</summary>
        Text,

        /// <summary>An expression whose value goes out.</summary>
        Output,

        /// <summary>A statement.</summary>
        Statement,
    }
}
