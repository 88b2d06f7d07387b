using System.Xml.Linq;

namespace LeaP.ArchitectureTests.Tree;

/// <summary>One project file.</summary>
/// <param name="RelativePath">Path from the root, with slashes.</param>
/// <param name="Text">Its text.</param>
internal sealed record ProjectFile(string RelativePath, string Text)
{
    private readonly XDocument _xml = XDocument.Parse(Text);

    /// <summary>Name of the project.</summary>
    public string Name { get; } = Path.GetFileNameWithoutExtension(RelativePath);

    /// <summary>Name of the assembly it builds.</summary>
    public string AssemblyName => _xml.Descendants("AssemblyName").Select(name => name.Value).LastOrDefault() ?? Name;

    /// <summary>Names of the projects it refers to.</summary>
    public IEnumerable<string> References =>
        _xml.Descendants("ProjectReference").Select(reference => Path.GetFileNameWithoutExtension(reference.Attribute("Include")!.Value.Replace('\\', '/')));

    /// <summary>Packages it refers to.</summary>
    public IEnumerable<XElement> Packages => _xml.Descendants("PackageReference");

    /// <summary>Names of the properties it sets.</summary>
    public IEnumerable<string> Properties =>
        _xml.Descendants("PropertyGroup").SelectMany(group => group.Elements()).Select(property => property.Name.LocalName);

    /// <summary>Number of its lines.</summary>
    public int LineCount => Text.TrimEnd('\n').Split('\n').Length;
}
