using LeaP.ArchitectureTests.Tree;

namespace LeaP.ArchitectureTests.Files;

public sealed class ProgramFileTests
{
    [Fact]
    public void The_programs_are_found() =>
        Repository.SourceFiles.Count(file => file.Name == "Program.cs").ShouldBeGreaterThanOrEqualTo(3);

    [Fact]
    public void A_program_has_at_most_25_lines() =>
        Repository.SourceFiles
            .Where(file => file.Name == "Program.cs" && file.Lines.Count > 25)
            .Select(file => $"{file.RelativePath}: {file.Lines.Count} lines")
            .ShouldBeEmpty();
}
