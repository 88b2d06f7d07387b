namespace LeaP.ManifestTests.Docker;

public sealed class DockerfileParserTests
{
    [Fact]
    public void Comments_are_left_out_and_continued_lines_are_joined() =>
        new Dockerfile("# one\nFROM a\nRUN first \\\n    # within\n    && second\n\nuser 5\n").Instructions
            .ShouldBe([new("FROM", "a"), new("RUN", "first && second"), new("USER", "5")]);

    [Fact]
    public void The_last_stage_begins_at_the_last_FROM() =>
        new Dockerfile("FROM a AS b\nRUN x\nFROM c\nUSER 5").LastStage.ShouldBe([new("FROM", "c"), new("USER", "5")]);

    [Fact]
    public void Copies_from_another_stage_are_not_sources_of_the_repository() =>
        new Dockerfile("COPY a b c/\nCOPY --from=build /app ./").CopiedSources().ShouldBe([("a", 0), ("b", 0)]);
}
