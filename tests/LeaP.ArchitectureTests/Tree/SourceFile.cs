namespace LeaP.ArchitectureTests.Tree;

/// <summary>One C# file.</summary>
/// <param name="RelativePath">Path from the root, with slashes.</param>
/// <param name="Text">Its text.</param>
internal sealed record SourceFile(string RelativePath, string Text)
{
    private readonly string[] _parts = RelativePath.Split('/');

    /// <summary>Its lines.</summary>
    public IReadOnlyList<string> Lines { get; } = Text.TrimEnd('\n').Split('\n');

    /// <summary>Project it belongs to.</summary>
    public string Project => _parts[1];

    /// <summary>Topmost folder within the project; empty for a file beside the project file.</summary>
    public string Feature => _parts.Length > 3 ? _parts[2] : string.Empty;

    /// <summary>File name up to its first dot: a type may be spread over <c>X.cs</c> and <c>X.Log.cs</c>.</summary>
    public string Stem => _parts[^1].Split('.')[0];

    /// <summary>File name.</summary>
    public string Name => _parts[^1];

    /// <summary>Names of the types it declares outside other types.</summary>
    public IEnumerable<string> TopLevelTypes => TypeDeclaration.FindTopLevel(Lines);
}
