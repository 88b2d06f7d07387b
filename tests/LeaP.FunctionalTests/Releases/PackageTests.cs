using System.IO.Compression;
using System.Xml.Linq;

namespace LeaP.FunctionalTests.Releases;

/// <summary>What a release publishes, packed from what the tests were built from.</summary>
public sealed class PackageTests
{
    [Fact]
    public async Task The_protocol_is_packed_with_its_protos_its_readme_and_its_symbols()
    {
        DirectoryInfo folder = Directory.CreateTempSubdirectory("leap-package-");
        try
        {
            await Packing.PackAsync("LeaP.Protocol", folder);

            using ZipArchive package = Packing.Open(folder, "LeaP.Protocol", "nupkg");
            string[] files = [.. package.Entries.Select(entry => entry.FullName)];
            files.ShouldContain("README.md");
            files.ShouldContain("lib/net10.0/LeaP.Protocol.dll");
            files.ShouldContain("lib/net10.0/LeaP.Protocol.xml");
            files.ShouldContain("protos/leap/reasoning/v1/reasoning_service.proto");
            XElement metadata = Packing.Metadata(package);
            metadata.Child("version").Value.ShouldBe(Packing.Version);
            metadata.Child("license").Value.ShouldBe("Apache-2.0");
            metadata.Child("readme").Value.ShouldBe("README.md");
            metadata.Child("repository").Attribute("commit")!.Value.Length.ShouldBe(40);
            using ZipArchive symbols = Packing.Open(folder, "LeaP.Protocol", "snupkg");
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
            await Packing.PackAsync("LeaP.Cli", folder);
            string tools = System.IO.Path.Combine(folder.FullName, "tools");
            await Packing.RunAsync(
                folder, "dotnet", "tool", "install", "LeaP.Cli", "--version", Packing.Version, "--tool-path", tools, "--source", folder.FullName);
            string output = await Packing.RunAsync(
                folder, System.IO.Path.Combine(tools, "leap"), "reason", "Start with 47. Add 8. Times 3.");
            output.ShouldContain("answer");
            output.ShouldContain("votes");
        }
        finally
        {
            folder.Delete(recursive: true);
        }
    }
}
