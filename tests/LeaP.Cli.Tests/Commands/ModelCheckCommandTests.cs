using System.Text.Json;
using LeaP.Cli.Commands;
using LeaP.Cli.Tests.Support;
using LeaP.ModelKit;

namespace LeaP.Cli.Tests.Commands;

public sealed class ModelCheckCommandTests : IDisposable
{
    private readonly string _folder = Directory.CreateTempSubdirectory("leap-check-").FullName;

    public void Dispose() => Directory.Delete(_folder, recursive: true);

    [Fact]
    public async Task A_good_folder_is_described_and_the_exit_status_says_so()
    {
        MadeModel.Write(ModelShape.Tiny, _folder);
        var run = new CommandRun { DefaultRouter = null };

        (await run.RunAsync("model", "check", _folder, "--context", "200", "--threads", "1")).ShouldBe(ExitCodes.Success);

        run.OutLines[0].ShouldBe("model             llama");
        run.OutLines.ShouldContain(line => line.StartsWith("weights           float32, ", StringComparison.Ordinal));
        run.OutLines.ShouldContain("memory per token  0.5 KiB");
        run.OutLines.ShouldContain(line => line.StartsWith("memory per path   100 KiB at 200 tokens", StringComparison.Ordinal));
        run.OutLines[^1].ShouldStartWith("self-test         passed: worst difference ");
        run.Connector.EmbeddedStarts.ShouldBe(0);
    }

    [Fact]
    public async Task As_json_it_is_one_line()
    {
        MadeModel.Write(ModelShape.Tiny, _folder);
        var run = new CommandRun();

        (await run.RunAsync("model", "check", _folder, "--json")).ShouldBe(ExitCodes.Success);

        JsonElement report = JsonDocument.Parse(run.OutLines.ShouldHaveSingleItem()).RootElement;
        report.GetProperty("cacheStyle").GetString().ShouldBe("InPlace");
        report.GetProperty("selfTest").GetProperty("passed").GetBoolean().ShouldBeTrue();
    }

    [Fact]
    public async Task A_folder_that_cannot_be_run_fails_with_the_reason()
    {
        var run = new CommandRun();

        (await run.RunAsync("model", "check", _folder)).ShouldBe(ExitCodes.Failure);

        run.Error.ToString().ShouldContain("There is no file");
        run.Out.ToString().ShouldBeEmpty();
    }

    [Fact]
    public async Task A_context_beyond_the_models_own_is_a_wrong_argument()
    {
        MadeModel.Write(ModelShape.Tiny, _folder);
        var run = new CommandRun();

        (await run.RunAsync("model", "check", _folder, "--context", "300")).ShouldBe(ExitCodes.BadArguments);

        run.Error.ToString().ShouldContain("from 2 to 256 tokens");
    }
}
