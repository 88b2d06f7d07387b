namespace LeaP.Protocol.Tests;

/// <summary>Finds folders of the repository that the tests were built in.</summary>
internal static class Repository
{
    /// <summary>Folder of the solution file.</summary>
    public static string Root { get; } = FindRoot();

    /// <summary>Folder of the proto files.</summary>
    public static string Protos { get; } = Path.Combine(Root, "protos");

    /// <summary>Folder of the golden wire files.</summary>
    public static string Golden { get; } = Path.Combine(Root, "tests", "LeaP.Protocol.Tests", "Golden");

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
