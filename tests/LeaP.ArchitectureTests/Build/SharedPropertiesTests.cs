using System.Text.Json;
using System.Xml.Linq;
using LeaP.ArchitectureTests.Tree;

namespace LeaP.ArchitectureTests.Build;

public sealed class SharedPropertiesTests
{
    private static readonly string[] Packages =
        [.. XDocument.Parse(Repository.Read("Directory.Packages.props")).Descendants("PackageVersion").Select(package => package.Attribute("Include")!.Value)];

    [Fact]
    public void Packages_are_listed_in_alphabetical_order() =>
        Packages.ShouldBe(Packages.Order(StringComparer.OrdinalIgnoreCase));

    [Theory]
    [InlineData("Nullable", "enable")]
    [InlineData("TreatWarningsAsErrors", "true")]
    [InlineData("EnforceCodeStyleInBuild", "true")]
    [InlineData("GenerateDocumentationFile", "true")]
    [InlineData("RestorePackagesWithLockFile", "true")]
    public void A_compiler_setting_holds_for_every_project(string property, string value) =>
        XDocument.Parse(Repository.Read("Directory.Build.props")).Descendants(property).Single().Value.ShouldBe(value);

    [Fact]
    public void The_banned_symbols_are_given_to_the_analyzer_and_are_not_empty()
    {
        Repository.Read("Directory.Build.props").ShouldContain("BannedSymbols.txt");
        Repository.Read("BannedSymbols.txt").Split('\n', StringSplitOptions.RemoveEmptyEntries).Length.ShouldBeGreaterThan(10);
    }

    [Fact]
    public void The_SDK_and_the_test_runner_are_pinned()
    {
        using JsonDocument global = JsonDocument.Parse(Repository.Read("global.json"));
        global.RootElement.GetProperty("sdk").GetProperty("version").GetString().ShouldNotBeNullOrEmpty();
        global.RootElement.GetProperty("test").GetProperty("runner").GetString().ShouldBe("Microsoft.Testing.Platform");
    }
}
