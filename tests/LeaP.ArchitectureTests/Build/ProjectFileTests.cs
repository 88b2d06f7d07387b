using LeaP.ArchitectureTests.Tree;

namespace LeaP.ArchitectureTests.Build;

public sealed class ProjectFileTests
{
    private static readonly string[] CompilerSettings =
    [
        "TargetFramework", "LangVersion", "Nullable", "ImplicitUsings", "TreatWarningsAsErrors", "WarningsAsErrors",
        "WarningsNotAsErrors", "NoWarn", "EnforceCodeStyleInBuild", "AnalysisLevel", "AnalysisMode",
        "GenerateDocumentationFile", "Deterministic", "RestorePackagesWithLockFile",
    ];

    private static readonly ProjectFile[] Projects = [.. Repository.SourceProjects, .. Repository.TestProjects];

    [Fact]
    public void A_project_file_has_at_most_30_lines() =>
        Projects.Where(project => project.LineCount > 30).Select(project => $"{project.RelativePath}: {project.LineCount} lines").ShouldBeEmpty();

    [Fact]
    public void Versions_of_packages_stand_in_one_place_only() =>
        Projects
            .SelectMany(project => project.Packages
                .Where(package => package.Attribute("Version") is not null || package.Attribute("VersionOverride") is not null || package.HasElements)
                .Select(package => $"{project.RelativePath}: {package.Attribute("Include")?.Value}"))
            .ShouldBeEmpty();

    [Fact]
    public void Compiler_settings_stand_in_the_shared_properties_only() =>
        Projects
            .SelectMany(project => project.Properties.Intersect(CompilerSettings).Select(property => $"{project.RelativePath}: {property}"))
            .ShouldBeEmpty();

    [Fact]
    public void Every_project_has_a_lock_file() =>
        Projects
            .Where(project => Repository.Read(Path.Combine(Path.GetDirectoryName(project.RelativePath)!, "packages.lock.json")).Length == 0)
            .Select(project => project.RelativePath)
            .ShouldBeEmpty();

    [Fact]
    public void Every_project_is_part_of_the_solution()
    {
        string solution = Repository.Read("LeaP.Grpc.sln");
        Projects.Where(project => !solution.Contains($"\"{project.Name}\"", StringComparison.Ordinal)).Select(project => project.RelativePath).ShouldBeEmpty();
    }
}
