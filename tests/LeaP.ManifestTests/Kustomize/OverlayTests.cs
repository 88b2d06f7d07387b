using k8s.Models;
using LeaP.ManifestTests.Tree;
using YamlDotNet.Core;

namespace LeaP.ManifestTests.Kustomize;

public sealed class OverlayTests(RenderedOverlays overlays)
{
    [Fact]
    public void Every_kustomization_of_the_tree_is_tested() =>
        Directory.GetFiles(Repository.PathOf("k8s"), "kustomization.yaml", SearchOption.AllDirectories)
            .Select(file => Path.GetRelativePath(Repository.Root, Path.GetDirectoryName(file)!).Replace('\\', '/'))
            .ShouldBe(RenderedOverlays.Folders.Select(row => row.Data), ignoreOrder: true);

    [Fact]
    public void Every_manifest_of_the_base_is_part_of_it()
    {
        string kustomization = Repository.Read("k8s/base/kustomization.yaml");
        string root = Repository.PathOf("k8s/base");
        Directory.GetFiles(root, "*", SearchOption.AllDirectories)
            .Select(file => Path.GetRelativePath(root, file).Replace('\\', '/'))
            .Where(file => file != "kustomization.yaml" && !kustomization.Contains($"- {file}\n", StringComparison.Ordinal))
            .ShouldBeEmpty();
    }

    [Theory]
    [MemberData(nameof(RenderedOverlays.Folders), MemberType = typeof(RenderedOverlays))]
    public void Every_object_stands_in_our_namespace_and_says_what_it_is_part_of(string folder)
    {
        overlays[folder].Objects.Count.ShouldBeGreaterThan(10);
        overlays[folder].Objects.ShouldAllBe(thing => thing is V1Namespace || thing.Namespace() == "leap");
        overlays[folder].Objects.ShouldAllBe(thing => thing.GetLabel("app.kubernetes.io/part-of") == "leap");
    }

    [Fact]
    public void An_unknown_field_is_seen() =>
        Should.Throw<YamlException>(() => new Overlay("apiVersion: v1\nkind: Service\nmetadata:\n  name: a\nspec:\n  prots: []\n"));

    [Fact]
    public void A_field_that_stands_twice_is_seen() =>
        Should.Throw<YamlException>(() => new Overlay("apiVersion: v1\nkind: Service\nmetadata:\n  name: a\n  name: b\n"));
}
