using System.Text.RegularExpressions;

namespace LeaP.ArchitectureTests.Tree;

/// <summary>Finds type declarations in C# text.</summary>
internal static partial class TypeDeclaration
{
    /// <summary>Names of types that are declared outside other types, in a file with a file-scoped namespace or none.</summary>
    /// <param name="lines">The file's lines.</param>
    public static IEnumerable<string> FindTopLevel(IEnumerable<string> lines) =>
        lines.Select(line => Declaration().Match(line)).Where(match => match.Success).Select(match => match.Groups["name"].Value);

    [GeneratedRegex(@"^(?:namespace [\w.]+; )?(?:(?:public|internal|file|static|sealed|abstract|partial|readonly|ref|unsafe) )*(?:(?:class|struct|interface|enum|record(?: class| struct)?) (?<name>\w+)|delegate [\w<>\[\]?,. ]+ (?<name>\w+)(?:<[^>]*>)?\()")]
    private static partial Regex Declaration();
}
