using Grpc.Core;
using LeaP.Cli.Commands;
using LeaP.Cli.Tests.Support;
using LeaP.Evaluation.Runs;
using LeaP.Protocol.Reasoning.V1;

namespace LeaP.Cli.Tests.Commands;

/// <summary>Commands that read what others wrote: report, replay, traces.</summary>
public sealed class ResultCommandTests : IDisposable
{
    private readonly CommandRun _run = new();
    private readonly string _folder = Directory.CreateTempSubdirectory("leap-results-").FullName;

    [Fact]
    public async Task A_report_is_written_and_counted()
    {
        string page = In("page.html");

        (await _run.RunAsync("report", Results(), "-o", page, "--title", "A & B")).ShouldBe(ExitCodes.Success);

        (await File.ReadAllTextAsync(page, TestContext.Current.CancellationToken)).ShouldContain("<title>A &amp; B</title>");
        _run.OutLines.ShouldHaveSingleItem().ShouldEndWith("page.html: 1 sessions from 1 files");
    }

    [Fact]
    public async Task The_drawings_of_a_report_are_written_as_files_too()
    {
        string folder = System.IO.Path.Combine(In("pictures"), "of-it");

        (await _run.RunAsync("report", Results(), "-o", In("page.html"), "--svg", folder)).ShouldBe(ExitCodes.Success);

        Directory.GetFiles(folder).Select(System.IO.Path.GetFileName).ShouldContain("f0-bars.svg");
        (await File.ReadAllTextAsync(System.IO.Path.Combine(folder, "f0-bars.svg"), TestContext.Current.CancellationToken)).ShouldStartWith("<svg ");
    }

    [Fact]
    public async Task A_folder_that_cannot_be_made_is_an_error_that_names_it()
    {
        string file = In("taken");
        await File.WriteAllTextAsync(file, "", TestContext.Current.CancellationToken);

        (await _run.RunAsync("report", Results(), "-o", In("page.html"), "--svg", file)).ShouldNotBe(ExitCodes.Success);

        _run.Error.ToString().ShouldContain(file);
    }

    [Fact]
    public async Task A_report_on_a_file_of_something_else_names_file_and_line()
    {
        string other = In("other.jsonl");
        await File.WriteAllTextAsync(other, "{\"sequence\":1}\n", TestContext.Current.CancellationToken);

        (await _run.RunAsync("report", other, "-o", In("page.html"))).ShouldBe(ExitCodes.BadArguments);

        _run.Error.ToString().ShouldContain("other.jsonl, line 1");
        File.Exists(In("page.html")).ShouldBeFalse();
    }

    [Theory]
    [InlineData("report")]
    [InlineData("replay")]
    public async Task A_file_that_is_not_there_is_named(string command)
    {
        (await _run.RunAsync(command, In("nothing.jsonl"))).ShouldBe(ExitCodes.NotFound);

        _run.Error.ToString().ShouldContain("nothing.jsonl");
    }

    [Fact]
    public async Task A_problem_that_no_file_holds_is_named()
    {
        (await _run.RunAsync("report", Results(), "-o", In("page.html"), "--problem", "q9")).ShouldBe(ExitCodes.BadArguments);

        _run.Error.ToString().ShouldContain("'q9'");
    }

    [Fact]
    public async Task Traces_need_something_to_export()
    {
        (await _run.RunAsync("traces", "export", "--out", In("t.jsonl"))).ShouldBe(ExitCodes.BadArguments);

        _run.Error.ToString().ShouldContain("--results");
        File.Exists(In("t.jsonl")).ShouldBeFalse();
    }

    [Fact]
    public async Task Sessions_that_are_not_held_any_more_are_named_and_the_others_are_exported()
    {
        _run.Router.On<GetSessionRequest, GetSessionResponse>("GetSession", request => request.SessionId == "lost"
            ? throw new RpcException(new Status(StatusCode.NotFound, "Unknown."))
            : [new GetSessionResponse { Session = SampleEvents.Succeeded() }]);

        (await _run.RunAsync("traces", "export", "lost", SampleEvents.SessionId, "--any-answer", "--out", In("t.jsonl"))).ShouldBe(ExitCodes.NotFound);

        _run.Error.ToString().ShouldContain("session lost is not held any more");
        _run.OutLines[0].ShouldBe("0 records from 1 sessions");
    }

    [Theory]
    [InlineData("--over", "interval=0", "whole number of at least 1")]
    [InlineData("--over", "speed=1", "interval, peers, paths")]
    public async Task A_sweep_over_something_else_is_refused_before_anything_runs(string option, string value, string allowed)
    {
        (await _run.RunAsync("experiment", "sweep", option, value)).ShouldBe(ExitCodes.BadArguments);

        _run.Error.ToString().ShouldContain(allowed);
        _run.Router.Requests.ShouldBeEmpty();
    }

    [Fact]
    public async Task A_trap_with_an_unknown_arm_is_refused_with_those_there_are()
    {
        (await _run.RunAsync("experiment", "prefix-trap", "--arms", "most")).ShouldBe(ExitCodes.BadArguments);

        _run.Error.ToString().ShouldContain("none, one, half, different, same");
    }

    public void Dispose() => Directory.Delete(_folder, recursive: true);

    private string In(string name) => System.IO.Path.Combine(_folder, name);

    private string Results()
    {
        string path = In("results.jsonl");
        using var writer = RunFileWriter.Create(
            path, new RunHeader { RunSet = "s", PlanHash = "0", Grader = "default", Settings = ["leap"], Problems = 1 });
        writer.Write(new RunRecord
        {
            Setting = "leap",
            Mode = "leap",
            PathCount = 1,
            Problem = 0,
            Text = "1 + 1",
            Expected = "2",
            Paths = [new PathRecord { PathId = "p0", Answer = "2", IsRight = true }],
        });
        return path;
    }
}
