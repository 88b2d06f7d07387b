using LeaP.Cli.Commands;
using LeaP.Cli.Tests.Support;
using LeaP.Protocol.Fleet.V1;

namespace LeaP.Cli.Tests.Commands;

public sealed class CommandLineTests
{
    [Theory]
    [InlineData("reason x --paths 0", "--paths must be a whole number of at least 1")]
    [InlineData("reason x --paths many", "not 'many'")]
    [InlineData("reason x --temperature warm", "--temperature must be a number")]
    [InlineData("reason x --seed 1.5", "--seed must be a whole number")]
    [InlineData("reason x --time-limit 5q", "--time-limit must be a time")]
    [InlineData("reason x --json --plain", "exclude each other")]
    [InlineData("reason x --detail all", "all")]
    [InlineData("reason x y", "y")]
    [InlineData("watch", "watch")]
    [InlineData("fly", "fly")]
    [InlineData("experiment accuracy --operations 17", "at most 16")]
    [InlineData("experiment accuracy --peers two", "--peers must be whole numbers")]
    [InlineData("workers --router nowhere", "absolute http or https URL")]
    [InlineData("workers --router file:///tmp", "absolute http or https URL")]
    public async Task A_wrong_command_line_is_named_on_standard_error_alone(string line, string named)
    {
        var run = new CommandRun();

        (await run.RunAsync(line.Split(' '))).ShouldBe(ExitCodes.BadArguments);
        run.Error.ToString().ShouldContain(named);
        run.Out.ToString().ShouldBeEmpty();
        run.Router.Requests.ShouldBeEmpty();
    }

    [Theory]
    [InlineData("watch s")]
    [InlineData("session s")]
    [InlineData("cancel s")]
    [InlineData("workers")]
    [InlineData("models")]
    [InlineData("drain w")]
    public async Task Commands_about_a_running_router_say_that_they_need_one(string line)
    {
        var run = new CommandRun { DefaultRouter = null };

        (await run.RunAsync(line.Split(' '))).ShouldBe(ExitCodes.BadArguments);
        run.Error.ToString().ShouldContain("--router URL");
        run.Connector.EmbeddedStarts.ShouldBe(0);
    }

    [Fact]
    public async Task The_command_lines_router_comes_before_the_environments()
    {
        var run = new CommandRun();
        run.Router.On<ListWorkersRequest, ListWorkersResponse>("ListWorkers", _ => [new ListWorkersResponse()]);

        await run.RunAsync("workers", "--router", "https://other.test");

        run.Connector.Addresses.ShouldBe([new Uri("https://other.test")]);
    }

    [Theory]
    [InlineData("--help")]
    [InlineData("reason --help")]
    [InlineData("experiment accuracy --help")]
    public async Task Help_succeeds(string line)
    {
        var run = new CommandRun();

        (await run.RunAsync(line.Split(' '))).ShouldBe(ExitCodes.Success);
        run.Out.ToString().ShouldContain("Usage:");
    }
}
