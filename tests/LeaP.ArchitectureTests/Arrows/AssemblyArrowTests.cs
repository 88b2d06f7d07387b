using LeaP.ArchitectureTests.Tree;
using NetArchTest.Rules;

namespace LeaP.ArchitectureTests.Arrows;

public sealed class AssemblyArrowTests
{
    private static readonly string[] Core = ["LeaP.Protocol", "LeaP.Reasoning", "LeaP.Inference", "LeaP.Hosting", "LeaP.Storage.Redis", "LeaP.Router", "LeaP.Worker", "LeaP.Cli"];

    [Fact]
    public void The_assemblies_of_both_services_and_of_all_they_use_are_seen() =>
        Core.Except(SourceAssemblies.ByProject.Keys).ShouldBeEmpty();

    [Theory]
    [MemberData(nameof(SourceAssemblies.ProjectNames), MemberType = typeof(SourceAssemblies))]
    public void Code_uses_no_project_of_ours_that_has_no_arrow(string project)
    {
        string[] others = [.. AllowedArrows.Projects.Keys.Where(other => other != project && !MayUse(project, other))];
        UsersOf(project, others).ShouldBeEmpty();
    }

    [Theory]
    [MemberData(nameof(SourceAssemblies.ProjectNames), MemberType = typeof(SourceAssemblies))]
    public void Code_uses_no_library_that_is_not_its_business(string project) =>
        UsersOf(project, AllowedArrows.ForbiddenNamespaces.GetValueOrDefault(project, [])).ShouldBeEmpty();

    [Fact]
    public void Types_of_the_protos_stay_in_the_folders_that_may_see_them() =>
        AllowedArrows.ProtoFolders
            .SelectMany(entry => ProtoUsers(entry.Key).Where(type => !entry.Value.Any(folder => IsIn(type, $"{entry.Key}.{folder}"))))
            .ShouldBeEmpty();

    private static IEnumerable<string> ProtoUsers(string project) =>
        UsersOf(project, [.. ProtoNamespaces()]);

    private static IEnumerable<string> ProtoNamespaces() =>
        SourceAssemblies.ByProject["LeaP.Protocol"].GetExportedTypes()
            .Select(type => type.Namespace!)
            .Where(name => name.EndsWith(".V1", StringComparison.Ordinal))
            .Distinct();

    private static bool IsIn(string type, string space) => type.StartsWith(space + ".", StringComparison.Ordinal);

    // An arrow may be used along its whole way: what the router refers to brings its own references.
    private static bool MayUse(string project, string other) =>
        AllowedArrows.Projects[project].Any(next => next == other || MayUse(next, other));

    private static IEnumerable<string> UsersOf(string project, string[] namespaces)
    {
        string[] uses = [.. namespaces.Where(space => !project.StartsWith(space + ".", StringComparison.Ordinal))];
        return uses.Length == 0
            ? []
            : Types.InAssembly(SourceAssemblies.ByProject[project])
                .That().HaveDependencyOnAny(uses)
                .GetTypes()
                .Select(type => type.FullName!)
                .Where(type => type.StartsWith("LeaP.", StringComparison.Ordinal) && !IsFromOtherProject(project, type));
    }

    private static bool IsFromOtherProject(string project, string type) =>
        Repository.SourceProjects.Any(other => other.Name.StartsWith(project + ".", StringComparison.Ordinal) && IsIn(type, other.Name));
}
