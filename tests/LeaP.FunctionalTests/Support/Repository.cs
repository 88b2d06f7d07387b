namespace LeaP.FunctionalTests.Support;

/// <summary>Where things lie in the checkout that the tests were built from.</summary>
internal static class Repository
{
    public static string Root { get; } = FindRoot();

    /// <summary>A program built beside the tests, in the same configuration.</summary>
    public static string Program(string project, string assembly)
    {
        var framework = new DirectoryInfo(AppContext.BaseDirectory);
        string configuration = framework.Parent?.Name ?? "Release";
        return Path.Combine(Root, "src", project, "bin", configuration, framework.Name, $"{assembly}.dll");
    }

    private static string FindRoot()
    {
        DirectoryInfo? folder = new(AppContext.BaseDirectory);
        while (folder is not null && !File.Exists(Path.Combine(folder.FullName, "LeaP.Grpc.sln")))
        {
            folder = folder.Parent;
        }

        return folder?.FullName
            ?? throw new DirectoryNotFoundException($"No LeaP.Grpc.sln above {AppContext.BaseDirectory}.");
    }
}
