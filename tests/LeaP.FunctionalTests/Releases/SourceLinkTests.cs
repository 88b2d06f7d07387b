using System.IO.Compression;
using System.Xml.Linq;
using LeaP.FunctionalTests.Support;

namespace LeaP.FunctionalTests.Releases;

/// <summary>
/// A debugger finds the sources of a published package. The checkout that the tests run in need not have a remote, so
/// they pack a clone of it that has one.
/// </summary>
public sealed class SourceLinkTests
{
    private const string Remote = "https://github.com/example/leap-grpc";
    private const string Download = "https://raw.githubusercontent.com/example/leap-grpc";

    [Fact]
    public async Task The_package_and_its_symbols_lead_to_the_sources_of_the_commit_that_they_were_built_from()
    {
        DirectoryInfo folder = Directory.CreateTempSubdirectory("leap-source-");
        try
        {
            (DirectoryInfo checkout, string commit) = await CloneAsync(folder);
            DirectoryInfo packages = folder.CreateSubdirectory("packages");
            await Packing.PackReleaseAsync(checkout, "LeaP.Protocol", packages);

            using ZipArchive package = Packing.Open(packages, "LeaP.Protocol", "nupkg");
            XElement repository = Packing.Metadata(package).Child("repository");
            repository.Attribute("type")!.Value.ShouldBe("git");
            repository.Attribute("url")!.Value.ShouldBe(Remote);
            repository.Attribute("commit")!.Value.ShouldBe(commit);

            Symbols symbols = ReadSymbols(packages);
            (string pattern, string address) = symbols.Map.ShouldHaveSingleItem();
            address.ShouldBe($"{Download}/{commit}/*");
            symbols.Sources.Count.ShouldBeGreaterThan(10);

            // Written by hand, and so at the commit; the rest is made by the build, and in the file itself.
            string[] linked = [.. symbols.Sources.Where(source => !symbols.Embedded.Contains(source))];
            linked.ShouldContain(source => source.EndsWith("/ErrorReasons.cs", StringComparison.Ordinal));
            foreach (string source in linked)
            {
                source.ShouldStartWith(pattern.TrimEnd('*'));
                await Packing.RunAsync(checkout, "git", "cat-file", "-e", $"{commit}:{source[(pattern.Length - 1)..]}");
            }
        }
        finally
        {
            folder.Delete(recursive: true);
        }
    }

    private static Symbols ReadSymbols(DirectoryInfo packages)
    {
        using ZipArchive archive = Packing.Open(packages, "LeaP.Protocol", "snupkg");
        using var file = new MemoryStream();
        using (Stream entry = archive.GetEntry("lib/net10.0/LeaP.Protocol.pdb").ShouldNotBeNull().Open())
        {
            entry.CopyTo(file);
        }

        file.Position = 0;
        return Symbols.Read(file);
    }

    private static async Task<(DirectoryInfo Checkout, string Commit)> CloneAsync(DirectoryInfo folder)
    {
        var checkout = new DirectoryInfo(System.IO.Path.Combine(folder.FullName, "checkout"));
        await Packing.RunAsync(folder, "git", "clone", "--quiet", "--shared", Repository.Root, checkout.FullName);
        await Packing.RunAsync(checkout, "git", "remote", "set-url", "origin", Remote);
        return (checkout, (await Packing.RunAsync(checkout, "git", "rev-parse", "HEAD")).Trim());
    }
}
