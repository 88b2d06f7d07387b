using System.Text.RegularExpressions;
using LeaP.ArchitectureTests.Tree;

namespace LeaP.ArchitectureTests.Documents;

public sealed partial class DocumentLinkTests
{
    private static readonly string[] Documents =
    [
        .. Directory.GetFiles(Repository.Root, "*.md"),
        .. Directory.GetFiles(Path.Combine(Repository.Root, "docs"), "*.md", SearchOption.AllDirectories),
    ];

    [Theory]
    [InlineData("LICENSE")]
    [InlineData("CHANGELOG.md")]
    [InlineData("CONTRIBUTING.md")]
    [InlineData("docs/architecture.md")]
    [InlineData("docs/protocol.md")]
    [InlineData("docs/errors.md")]
    [InlineData("docs/settings.md")]
    public void A_document_that_readers_look_for_is_there(string path) => Repository.Read(path).ShouldNotBeEmpty();

    [Fact]
    public void Links_between_documents_lead_somewhere() =>
        Documents
            .SelectMany(document => Link().Matches(File.ReadAllText(document))
                .Select(link => Path.Combine(Path.GetDirectoryName(document)!, link.Groups["path"].Value))
                .Where(target => !File.Exists(target) && !Directory.Exists(target))
                .Select(target => $"{Path.GetFileName(document)}: {Path.GetRelativePath(Repository.Root, target)}"))
            .ShouldBeEmpty();

    [Fact]
    public void Decisions_are_numbered_without_gaps()
    {
        string[] names = [.. Directory.GetFiles(Path.Combine(Repository.Root, "docs", "adr"), "0*.md").Select(file => Path.GetFileName(file)[..4]).Order(StringComparer.Ordinal)];
        names.ShouldBe(Enumerable.Range(1, names.Length).Select(number => $"{number:D4}"));
    }

    // Links to other sites and within a page are not files.
    [GeneratedRegex(@"\]\((?!https?:|#|mailto:)(?<path>[^)#\s]+)(?:#[^)]*)?\)")]
    private static partial Regex Link();
}
