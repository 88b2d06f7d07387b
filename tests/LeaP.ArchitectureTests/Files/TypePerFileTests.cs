using LeaP.ArchitectureTests.Tree;

namespace LeaP.ArchitectureTests.Files;

public sealed class TypePerFileTests
{
    private static readonly SourceFile[] Files =
        [.. Repository.SourceFiles.Concat(Repository.TestFiles).Where(file => file.Name is not ("Program.cs" or "AssemblyInfo.cs"))];

    [Fact]
    public void A_file_declares_one_type_and_is_named_for_it() =>
        Files
            .Where(file => file.TopLevelTypes.ToArray() is not [var only] || only != file.Stem)
            .Select(file => $"{file.RelativePath}: {string.Join(", ", file.TopLevelTypes)}")
            .ShouldBeEmpty();

    [Fact]
    public void A_namespace_follows_its_folders() =>
        Files
            .Where(file => !file.Lines.Any(line => line.StartsWith($"namespace {ExpectedNamespace(file)};", StringComparison.Ordinal)))
            .Select(file => $"{file.RelativePath}: expected namespace {ExpectedNamespace(file)}")
            .ShouldBeEmpty();

    private static string ExpectedNamespace(SourceFile file) => string.Join('.', file.RelativePath.Split('/')[1..^1]);
}
