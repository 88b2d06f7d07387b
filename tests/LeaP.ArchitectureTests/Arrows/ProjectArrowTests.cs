using LeaP.ArchitectureTests.Tree;

namespace LeaP.ArchitectureTests.Arrows;

public sealed class ProjectArrowTests
{
    [Fact]
    public void Every_project_under_src_has_its_arrows_listed() =>
        Repository.SourceProjects.Select(project => project.Name).Except(AllowedArrows.Projects.Keys).ShouldBeEmpty();

    [Fact]
    public void Project_references_follow_the_listed_arrows() =>
        Repository.SourceProjects
            .SelectMany(project => project.References
                .Except(AllowedArrows.Projects.GetValueOrDefault(project.Name, []))
                .Select(reference => $"{project.Name} -> {reference}"))
            .ShouldBeEmpty();

    [Fact]
    public void No_arrow_leads_back_to_where_it_came_from() =>
        AllowedArrows.Projects.Keys.Where(project => Reachable(project).Contains(project)).ShouldBeEmpty();

    [Fact]
    public void No_project_under_src_refers_to_one_under_tests() =>
        Repository.SourceProjects.SelectMany(project => project.References)
            .Intersect(Repository.TestProjects.Select(project => project.Name))
            .ShouldBeEmpty();

    [Fact]
    public void Every_project_stands_in_a_folder_of_its_name() =>
        Repository.SourceProjects.Concat(Repository.TestProjects)
            .Where(project => project.RelativePath.Split('/') is not [_, var folder, _] || folder != project.Name)
            .Select(project => project.RelativePath)
            .ShouldBeEmpty();

    private static HashSet<string> Reachable(string project)
    {
        HashSet<string> reached = [];
        Queue<string> open = new(AllowedArrows.Projects[project]);
        while (open.TryDequeue(out string? next))
        {
            if (reached.Add(next))
            {
                AllowedArrows.Projects[next].ToList().ForEach(open.Enqueue);
            }
        }

        return reached;
    }
}
