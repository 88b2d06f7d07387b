using System.IO.Compression;
using System.Xml.Linq;
using LeaP.FunctionalTests.Support;

namespace LeaP.FunctionalTests.Releases;

/// <summary>Packs projects as a release does, and reads what came out.</summary>
internal static class Packing
{
    private static readonly TimeSpan Limit = TimeSpan.FromMinutes(8);

    /// <summary>Version that this tree stamps on everything.</summary>
    public static string Version { get; } = XDocument.Load(System.IO.Path.Combine(Repository.Root, "Directory.Build.props"))
        .Descendants("VersionPrefix").Single().Value;

    private static string Configuration => new DirectoryInfo(AppContext.BaseDirectory).Parent!.Name;

    /// <summary>Packs a project from what the tests were built from.</summary>
    /// <param name="project">Its name.</param>
    /// <param name="folder">Where the packages go.</param>
    public static Task<string> PackAsync(string project, DirectoryInfo folder) => RunAsync(
        folder, "dotnet", "pack", System.IO.Path.Combine(Repository.Root, "src", project), "--no-build", "-c", Configuration,
        "-o", folder.FullName, "-nodeReuse:false");

    /// <summary>Builds and packs a project of another checkout as a build server does, with paths of no machine.</summary>
    /// <param name="checkout">The checkout.</param>
    /// <param name="project">The project's name.</param>
    /// <param name="folder">Where the packages go.</param>
    public static Task<string> PackReleaseAsync(DirectoryInfo checkout, string project, DirectoryInfo folder) => RunAsync(
        checkout, "dotnet", "pack", System.IO.Path.Combine("src", project), "-c", "Release", "-o", folder.FullName,
        "-p:ContinuousIntegrationBuild=true", "-p:UseSharedCompilation=false", "-nodeReuse:false");

    /// <summary>Runs a program to its end and gives what it printed.</summary>
    /// <remarks>A folder of its own: where somebody's projects lie, the command line of .NET would ask which one is meant.</remarks>
    /// <param name="folder">The folder it runs in.</param>
    /// <param name="program">The program.</param>
    /// <param name="arguments">What it is told.</param>
    public static async Task<string> RunAsync(DirectoryInfo folder, string program, params string[] arguments)
    {
        await using var run = ProgramRun.StartIn(folder.FullName, program, arguments);
        (await run.EndAsync(Limit)).ShouldBe(0, run.Output + run.Errors);
        return run.Output;
    }

    /// <summary>Opens a package.</summary>
    /// <param name="folder">Where it lies.</param>
    /// <param name="project">Its project.</param>
    /// <param name="extension"><c>nupkg</c> or <c>snupkg</c>.</param>
    public static ZipArchive Open(DirectoryInfo folder, string project, string extension) =>
        ZipFile.OpenRead(System.IO.Path.Combine(folder.FullName, $"{project}.{Version}.{extension}"));

    /// <summary>What a package says of itself.</summary>
    /// <param name="package">The package.</param>
    public static XElement Metadata(ZipArchive package)
    {
        using Stream nuspec = package.Entries.Single(entry => entry.FullName.EndsWith(".nuspec", StringComparison.Ordinal)).Open();
        return XDocument.Load(nuspec).Root!.Elements().Single(element => element.Name.LocalName == "metadata");
    }

    /// <summary>One element of it.</summary>
    /// <param name="metadata">What the package says.</param>
    /// <param name="name">Name of the element.</param>
    public static XElement Child(this XElement metadata, string name) =>
        metadata.Elements().Single(element => element.Name.LocalName == name);
}
