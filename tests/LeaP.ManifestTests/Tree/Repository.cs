using System.Text.Json;
using System.Xml.Linq;

namespace LeaP.ManifestTests.Tree;

/// <summary>The repository that the tests were built in.</summary>
internal static class Repository
{
    /// <summary>Folder of the solution file.</summary>
    public static string Root { get; } = FindRoot();

    /// <summary>Version of what this tree builds.</summary>
    public static string Version { get; } =
        XDocument.Parse(Read("Directory.Build.props")).Descendants("VersionPrefix").Single().Value;

    /// <summary>Version of the SDK that this tree is built with.</summary>
    public static string SdkVersion { get; } = ReadSdkVersion();

    /// <summary>Path of a file or folder on this machine.</summary>
    /// <param name="relativePath">Path from the root, with slashes.</param>
    public static string PathOf(string relativePath) => Path.Combine(Root, relativePath);

    /// <summary>Reads a file.</summary>
    /// <param name="relativePath">Path from the root, with slashes.</param>
    public static string Read(string relativePath) => File.ReadAllText(PathOf(relativePath));

    private static string ReadSdkVersion()
    {
        using JsonDocument global = JsonDocument.Parse(Read("global.json"));
        return global.RootElement.GetProperty("sdk").GetProperty("version").GetString()!;
    }

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
