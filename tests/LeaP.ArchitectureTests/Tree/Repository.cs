namespace LeaP.ArchitectureTests.Tree;

/// <summary>The repository that the tests were built in.</summary>
internal static class Repository
{
    /// <summary>Folder of the solution file.</summary>
    public static string Root { get; } = FindRoot();

    /// <summary>Every project under src, by name.</summary>
    public static IReadOnlyList<ProjectFile> SourceProjects { get; } = ReadProjects("src");

    /// <summary>Every project under tests, by name.</summary>
    public static IReadOnlyList<ProjectFile> TestProjects { get; } = ReadProjects("tests");

    /// <summary>Every hand-written C# file under src.</summary>
    public static IReadOnlyList<SourceFile> SourceFiles { get; } =
        [.. FindFiles("src", "*.cs").Select(file => new SourceFile(RelativePath(file), File.ReadAllText(file)))];

    /// <summary>Every hand-written C# file under tests.</summary>
    public static IReadOnlyList<SourceFile> TestFiles { get; } =
        [.. FindFiles("tests", "*.cs").Select(file => new SourceFile(RelativePath(file), File.ReadAllText(file)))];

    /// <summary>Reads a file.</summary>
    /// <param name="relativePath">Path from the root, with slashes.</param>
    /// <returns>Its text; empty when there is no such file.</returns>
    public static string Read(string relativePath)
    {
        string path = Path.Combine(Root, relativePath);
        return File.Exists(path) ? File.ReadAllText(path) : string.Empty;
    }

    private static List<ProjectFile> ReadProjects(string folder) =>
        [.. FindFiles(folder, "*.csproj").Select(file => new ProjectFile(RelativePath(file), File.ReadAllText(file))).OrderBy(project => project.Name, StringComparer.Ordinal)];

    private static IEnumerable<string> FindFiles(string folder, string pattern) =>
        Directory.EnumerateFiles(Path.Combine(Root, folder), pattern, SearchOption.AllDirectories)
            .Where(file => !RelativePath(file).Split('/').Any(part => part is "bin" or "obj" or "node_modules"))
            .Order(StringComparer.Ordinal);

    private static string RelativePath(string file) => Path.GetRelativePath(Root, file).Replace('\\', '/');

    private static string FindRoot()
    {
        for (DirectoryInfo? folder = new(AppContext.BaseDirectory); folder is not null; folder = folder.Parent)
        {
            if (File.Exists(Path.Combine(folder.FullName, "LeaP.Grpc.sln")))
            {
                return folder.FullName;
            }
        }

        throw new InvalidOperationException($"No folder above {AppContext.BaseDirectory} holds LeaP.Grpc.sln.");
    }
}
