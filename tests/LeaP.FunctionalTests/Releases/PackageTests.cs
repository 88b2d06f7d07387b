using System.IO.Compression;
using System.Xml.Linq;
using LeaP.FunctionalTests.Support;

namespace LeaP.FunctionalTests.Releases;

/// <summary>What a release publishes, packed from what the tests were built from.</summary>
public sealed class PackageTests
{
    private static readonly TimeSpan Limit = TimeSpan.FromMinutes(8);

    private static string Version { get; } = XDocument.Load(System.IO.Path.Combine(Repository.Root, "Directory.Build.props"))
        .Descendants("VersionPrefix").Single().Value;

    private static string Configuration => new DirectoryInfo(AppContext.BaseDirectory).Parent!.Name;

    [Fact]
    public async Task The_protocol_is_packed_with_its_protos_its_readme_and_its_symbols()
    {
        DirectoryInfo folder = Directory.CreateTempSubdirectory("leap-package-");
        try
        {
            await PackAsync("LeaP.Protocol", folder);

            using ZipArchive package = ZipFile.OpenRead(System.IO.Path.Combine(folder.FullName, $"LeaP.Protocol.{Version}.nupkg"));
            string[] files = [.. package.Entries.Select(entry => entry.FullName)];
            files.ShouldContain("README.md");
            files.ShouldContain("lib/net10.0/LeaP.Protocol.dll");
            files.ShouldContain("lib/net10.0/LeaP.Protocol.xml");
            files.ShouldContain("protos/leap/reasoning/v1/reasoning_service.proto");
            XElement metadata = Metadata(package);
            Value(metadata, "version").ShouldBe(Version);
            Value(metadata, "license").ShouldBe("Apache-2.0");
            Value(metadata, "readme").ShouldBe("README.md");
            metadata.Elements().Single(element => element.Name.LocalName == "repository").Attribute("commit")!.Value.Length.ShouldBe(40);
            using ZipArchive symbols = ZipFile.OpenRead(System.IO.Path.Combine(folder.FullName, $"LeaP.Protocol.{Version}.snupkg"));
            symbols.Entries.ShouldContain(entry => entry.FullName == "lib/net10.0/LeaP.Protocol.pdb");
        }
        finally
        {
            folder.Delete(recursive: true);
        }
    }

    [Fact]
    public async Task The_command_line_is_installed_as_a_tool_and_reasons_with_the_model_it_brings()
    {
        DirectoryInfo folder = Directory.CreateTempSubdirectory("leap-tool-");
        try
        {
            await PackAsync("LeaP.Cli", folder);
            string tools = System.IO.Path.Combine(folder.FullName, "tools");
            await RunAsync(
                folder, "dotnet", "tool", "install", "LeaP.Cli", "--version", Version, "--tool-path", tools, "--source", folder.FullName);
            string output = await RunAsync(
                folder, System.IO.Path.Combine(tools, "leap"), "reason", "Start with 47. Add 8. Times 3.");
            output.ShouldContain("answer");
            output.ShouldContain("votes");
        }
        finally
        {
            folder.Delete(recursive: true);
        }
    }

    private static Task<string> PackAsync(string project, DirectoryInfo folder) => RunAsync(
        folder, "dotnet", "pack", System.IO.Path.Combine(Repository.Root, "src", project), "--no-build", "-c", Configuration,
        "-o", folder.FullName, "-nodeReuse:false");

    // A folder of its own: where somebody's projects lie, the command line of .NET would ask which one is meant.
    private static async Task<string> RunAsync(DirectoryInfo folder, string program, params string[] arguments)
    {
        await using var run = ProgramRun.StartIn(folder.FullName, program, arguments);
        (await run.EndAsync(Limit)).ShouldBe(0, run.Output + run.Errors);
        return run.Output;
    }

    private static XElement Metadata(ZipArchive package)
    {
        using Stream nuspec = package.Entries.Single(entry => entry.FullName.EndsWith(".nuspec", StringComparison.Ordinal)).Open();
        return XDocument.Load(nuspec).Root!.Elements().Single(element => element.Name.LocalName == "metadata");
    }

    private static string Value(XElement metadata, string name) =>
        metadata.Elements().Single(element => element.Name.LocalName == name).Value;
}
