using System.Globalization;
using System.Text;
using System.Text.Encodings.Web;
using System.Text.Unicode;

namespace LeaP.Evaluation.Reports.Markup;

/// <summary>Makes markup of HTML and SVG. Every text and attribute value is escaped; there is no way around it.</summary>
internal static class Html
{
    private static readonly HtmlEncoder Encoder = HtmlEncoder.Create(UnicodeRanges.All);
    private static readonly HashSet<string> Void = new(StringComparer.Ordinal) { "meta", "br" };

    /// <summary>Text. Control and formatting characters, which could hide or reorder what follows, show as a replacement character.</summary>
    /// <param name="text">Any text.</param>
    public static HtmlNode Text(string text) => new(Encoder.Encode(Shown(text)));

    /// <summary>An element.</summary>
    /// <param name="name">Its name.</param>
    /// <param name="attributes">Its attributes.</param>
    /// <param name="children">What stands in it.</param>
    public static HtmlNode Element(string name, IEnumerable<(string Name, string Value)> attributes, params IEnumerable<HtmlNode> children)
    {
        var markup = new StringBuilder();
        markup.Append('<').Append(name);
        foreach ((string attribute, string value) in attributes)
        {
            markup.Append(' ').Append(attribute).Append("=\"").Append(Text(value).Markup).Append('"');
        }

        markup.Append('>');
        if (!Void.Contains(name))
        {
            foreach (HtmlNode child in children)
            {
                markup.Append(child.Markup);
            }

            markup.Append("</").Append(name).Append('>');
        }

        return new HtmlNode(markup.ToString());
    }

    /// <summary>An element without attributes.</summary>
    /// <param name="name">Its name.</param>
    /// <param name="children">What stands in it.</param>
    public static HtmlNode Element(string name, params IEnumerable<HtmlNode> children) => Element(name, [], children);

    /// <summary>An element with text alone.</summary>
    /// <param name="name">Its name.</param>
    /// <param name="text">Its text.</param>
    public static HtmlNode Element(string name, string text) => Element(name, [], Text(text));

    /// <summary>A style sheet of our own; it holds nothing that a user gave.</summary>
    /// <param name="css">The sheet.</param>
    public static HtmlNode Style(string css) => css.Contains('<', StringComparison.Ordinal)
        ? throw new ArgumentException("A style sheet without '<' cannot end its element.", nameof(css))
        : new HtmlNode($"<style>\n{css}</style>");

    /// <summary>Nodes one after another.</summary>
    /// <param name="nodes">The nodes.</param>
    public static HtmlNode Join(params IEnumerable<HtmlNode> nodes) => new(string.Concat(nodes.Select(node => node.Markup)));

    private static string Shown(string text)
    {
        var shown = new StringBuilder(text.Length);
        foreach (Rune rune in text.EnumerateRunes())
        {
            bool hides = rune.Value is not ('\n' or '\t')
                && Rune.GetUnicodeCategory(rune) is UnicodeCategory.Control or UnicodeCategory.Format;
            shown.Append(hides ? Rune.ReplacementChar : rune);
        }

        return shown.ToString();
    }
}
