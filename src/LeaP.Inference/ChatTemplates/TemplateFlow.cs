namespace LeaP.Inference.ChatTemplates;

/// <summary>How a template goes on behind a statement.</summary>
internal enum TemplateFlow
{
    /// <summary>With the next statement.</summary>
    Next,

    /// <summary>Behind the loop.</summary>
    Break,

    /// <summary>With the loop's next turn.</summary>
    Continue,
}
