using System.Xml.Linq;

namespace LeaP.ManifestTests.Tree;

/// <summary>A project and all that it refers to, directly or through others.</summary>
internal static class ProjectClosure
{
    /// <summary>Names of the projects, the first included.</summary>
    /// <param name="project">Name of a project under src.</param>
    public static IReadOnlyList<string> Of(string project)
    {
        SortedSet<string> reached = new(StringComparer.Ordinal);
        Queue<string> open = new([project]);
        while (open.TryDequeue(out string? next))
        {
            if (reached.Add(next))
            {
                References(next).ToList().ForEach(open.Enqueue);
            }
        }

        return [.. reached];
    }

    private static IEnumerable<string> References(string project) =>
        XDocument.Parse(Repository.Read($"src/{project}/{project}.csproj"))
            .Descendants("ProjectReference")
            .Select(reference => Path.GetFileNameWithoutExtension(reference.Attribute("Include")!.Value));
}
