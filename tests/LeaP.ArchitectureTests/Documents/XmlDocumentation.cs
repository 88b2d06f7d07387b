using System.Reflection;
using System.Text.RegularExpressions;
using System.Xml.Linq;

namespace LeaP.ArchitectureTests.Documents;

/// <summary>Reads the XML documentation that the compiler writes beside an assembly.</summary>
internal static partial class XmlDocumentation
{
    /// <summary>Documentation of a property; null when it has none.</summary>
    public static XElement? Find(PropertyInfo property)
    {
        string file = Path.ChangeExtension(property.DeclaringType!.Assembly.Location, ".xml");
        return XDocument.Load(file).Descendants("member")
            .FirstOrDefault(member => member.Attribute("name")?.Value == $"P:{property.DeclaringType.FullName!.Replace('+', '.')}.{property.Name}");
    }

    /// <summary>Text of a documentation element as Markdown in one line; empty for null.</summary>
    public static string ToText(XElement? element) =>
        element is null ? string.Empty : WhiteSpace().Replace(string.Concat(element.Nodes().Select(ToText)), " ").Trim();

    private static string ToText(XNode node) => node switch
    {
        XText text => text.Value,
        XElement { Name.LocalName: "c" } code => $"`{code.Value}`",
        XElement reference when reference.Attribute("cref") is { } target => $"`{target.Value.Split('.', ':', '(')[^1]}`",
        XElement word when word.Attribute("langword") is { } keyword => $"`{keyword.Value}`",
        XElement other => string.Concat(other.Nodes().Select(ToText)),
        _ => string.Empty,
    };

    [GeneratedRegex(@"\s+")]
    private static partial Regex WhiteSpace();
}
