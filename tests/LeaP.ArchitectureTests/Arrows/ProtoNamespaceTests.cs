using System.Text.RegularExpressions;
using LeaP.ArchitectureTests.Tree;

namespace LeaP.ArchitectureTests.Arrows;

public sealed partial class ProtoNamespaceTests
{
    [Fact]
    public void Only_the_listed_folders_name_the_namespaces_of_the_protos() =>
        Repository.SourceFiles
            .Where(file => AllowedArrows.ProtoFolders.TryGetValue(file.Project, out string[]? folders) && !folders.Contains(file.Feature))
            .Where(file => ProtoNamespace().IsMatch(file.Text))
            .Select(file => file.RelativePath)
            .ShouldBeEmpty();

    [Fact]
    public void No_namespace_of_ours_begins_with_the_name_of_the_gRPC_library() =>
        Repository.SourceFiles.Concat(Repository.TestFiles)
            .Where(file => file.Text.Contains("namespace LeaP.Grpc", StringComparison.Ordinal))
            .Select(file => file.RelativePath)
            .Where(path => !path.EndsWith($"{nameof(ProtoNamespaceTests)}.cs", StringComparison.Ordinal))
            .ShouldBeEmpty();

    [GeneratedRegex(@"\bProtocol\.\w+\.V\d+\b")]
    private static partial Regex ProtoNamespace();
}
