namespace LeaP.Evaluation.Reports.Markup;

/// <summary>Markup that is safe to put into a page: made by <see cref="Html"/> alone.</summary>
/// <param name="Markup">The markup.</param>
internal readonly record struct HtmlNode(string Markup)
{
    /// <summary>Nothing.</summary>
    public static readonly HtmlNode None = new("");

    /// <inheritdoc/>
    public override string ToString() => Markup;
}
