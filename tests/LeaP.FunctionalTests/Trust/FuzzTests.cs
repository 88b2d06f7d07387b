using LeaP.Fuzz;

namespace LeaP.FunctionalTests.Trust;

/// <summary>A short form of the fuzz program; a failure names the command that repeats it.</summary>
public sealed class FuzzTests
{
    [Fact]
    public async Task Broken_and_hostile_input_is_refused_and_breaks_nothing()
    {
        using var output = new StringWriter();
        using var errors = new StringWriter();

        int exit = await FuzzProgram.RunAsync(["--cases", "5000", "--seed", "20261123"], output, errors);

        exit.ShouldBe(0, output.ToString());
        output.ToString().ShouldContain("figure fuzz.failures 0");
    }

    [Theory]
    [InlineData("--cases", "many")]
    [InlineData("--target", "moon")]
    [InlineData("--case", "3")]
    [InlineData("--cases")]
    public async Task A_wrong_command_line_is_told(params string[] arguments)
    {
        using var output = new StringWriter();
        using var errors = new StringWriter();

        (await FuzzProgram.RunAsync(arguments, output, errors)).ShouldBe(2);

        errors.ToString().ShouldContain("--cases N --seed N");
    }
}
