using Google.Rpc;
using Grpc.Core;
using LeaP.Cli.Commands;
using LeaP.Cli.Experiments;
using LeaP.Cli.Tests.Support;
using LeaP.Evaluation.Runs;
using LeaP.Protocol;
using LeaP.Protocol.Reasoning.V1;
using Status = Grpc.Core.Status;

namespace LeaP.Cli.Tests.Experiments;

public sealed class EvalCommandTests : IDisposable
{
    private readonly CommandRun _run = new();
    private readonly string _folder = Directory.CreateTempSubdirectory("leap-eval-").FullName;

    private string Results => System.IO.Path.Combine(_folder, "results.jsonl");

    [Fact]
    public async Task Fresh_problems_run_under_the_settings_that_are_named()
    {
        ScriptedSessions.Serve(_run.Router, problem => ChainProblems.Draw(5, 4, 3).Single(drawn => drawn.Text == problem).Reference.Text);

        (await _run.RunAsync(
            "eval", "--problems", "4", "--operations", "3", "--seed", "5", "--paths", "2", "--runs", "2", "--out", Results,
            "--setting", "independent", "--setting", "leap policy=random k=1", "--setting", "leap name=more N=2 T=40")).ShouldBe(ExitCodes.Success, _run.Error.ToString());

        RunFile file = await RunFileReader.ReadAsync(Results, TestContext.Current.CancellationToken);
        file.Header.Settings.ShouldBe(["independent", "leap policy=random k=1", "more"]);
        (file.Header.RunSet, file.Header.Runs, file.Header.RecordCount).ShouldBe(("chains", 2, 24));
        file.Records.Select(record => record.Key).Distinct().Count().ShouldBe(24);
        _run.OutLines.ShouldContain("figure accuracy.leap_pass1 50.0 %");
        _run.OutLines.ShouldContain(line => line.StartsWith("Influence by round", StringComparison.Ordinal));
        _run.OutLines.ShouldContain(line => line.StartsWith("figure accuracy.majority_equal_tokens ", StringComparison.Ordinal));
    }

    [Fact]
    public async Task A_data_set_is_asked_problem_by_problem_and_graded_by_value()
    {
        string data = await WriteAsync("set.json", """[{"id": "a", "problem": "One half?", "answer": "0.5"}, {"id": "b", "problem": "Two?", "answer": 2}]""");
        ScriptedSessions.Serve(_run.Router, problem => problem == "Two?" ? "3" : @"\frac12");

        (await _run.RunAsync("eval", data, "--out", Results, "--no-equal-tokens")).ShouldBe(ExitCodes.Success, _run.Error.ToString());

        RunFile file = await RunFileReader.ReadAsync(Results, TestContext.Current.CancellationToken);
        file.Header.RunSet.ShouldBe("set");
        file.Records.Select(record => (record.Setting, record.ProblemId, record.Text, record.IsRight, record.Paths[0].Answer)).ShouldBe(
            [
                ("independent", "a", "One half?", true, "1/2"), ("leap", "a", "One half?", true, "1/2"),
                ("independent", "b", "Two?", false, "3"), ("leap", "b", "Two?", false, "3"),
            ],
            ignoreOrder: true);
        _run.OutLines.ShouldContain("figure accuracy.independent_pass1 25.0 %");
        _run.OutLines.ShouldContain("figure accuracy.majority 50.0 %");
    }

    [Fact]
    public async Task Going_on_runs_only_what_is_missing_and_keeps_each_record_once()
    {
        string data = await WriteAsync("set.jsonl", string.Join('\n', Enumerable.Range(0, 6).Select(i => $$"""{"problem": "p{{i}}", "answer": {{i}}}""")));
        ScriptedSessions.Serve(_run.Router, problem => problem[1..]);
        string[] line = ["eval", data, "--out", Results, "--resume"];
        await _run.RunAsync(line);
        byte[] whole = await File.ReadAllBytesAsync(Results, TestContext.Current.CancellationToken);
        string[] report = _run.OutLines;
        await File.WriteAllBytesAsync(Results, whole[..(whole.Length * 2 / 3)], TestContext.Current.CancellationToken);

        var second = new CommandRun();
        ScriptedSessions.Serve(second.Router, problem => problem[1..]);
        (await second.RunAsync(line)).ShouldBe(ExitCodes.Success, second.Error.ToString());

        RunFile file = await RunFileReader.ReadAsync(Results, TestContext.Current.CancellationToken);
        file.Records.Select(record => record.Key).Distinct().Count().ShouldBe(12);
        file.Records.Count.ShouldBe(12);
        second.Router.Requests.OfType<ReasonRequest>().Count().ShouldBeLessThan(6);
        second.OutLines.ShouldBe(report);
        second.Error.ToString().ShouldContain("12/12 sessions");
    }

    [Fact]
    public async Task Another_plan_does_not_go_on_with_the_file()
    {
        ScriptedSessions.Serve(_run.Router, _ => "1");
        await _run.RunAsync("eval", "--problems", "1", "--out", Results);

        (await _run.RunAsync("eval", "--problems", "2", "--out", Results, "--resume")).ShouldBe(ExitCodes.BadArguments);

        _run.Error.ToString().ShouldContain("holds the results of another plan");
    }

    [Fact]
    public async Task A_problem_that_the_model_cannot_read_is_refused_alone_with_the_reason()
    {
        string data = await WriteAsync("set.json", """[{"problem": "Paris?", "answer": "1"}, {"problem": "p", "answer": "7"}]""");
        ScriptedSessions.Serve(_run.Router, _ => "7");
        var refusal = new Google.Rpc.Status { Code = (int)Code.InvalidArgument, Message = "This model reads chains." };
        refusal.Details.Add(Google.Protobuf.WellKnownTypes.Any.Pack(new ErrorInfo { Domain = ErrorReasons.Domain, Reason = ErrorReasons.ProblemNotReadable }));
        var served = new CommandRun();
        ScriptedSessions.Serve(served.Router, _ => "7");
        _run.Router.On<ReasonRequest, ReasonResponse>("Reason", request => request.Problem == "Paris?"
            ? throw refusal.ToRpcException()
            : served.Router.Reason(request));

        (await _run.RunAsync("eval", data, "--out", Results, "--setting", "leap")).ShouldBe(ExitCodes.Failure);

        RunFile file = await RunFileReader.ReadAsync(Results, TestContext.Current.CancellationToken);
        file.Records.Single(record => record.Problem == 0).Failure.ShouldBe("PROBLEM_NOT_READABLE: This model reads chains.");
        file.Records.Single(record => record.Problem == 1).IsRight.ShouldBeTrue();
        _run.OutLines.ShouldContain("failed sessions: 1 x PROBLEM_NOT_READABLE: This model reads chains.");
    }

    [Fact]
    public async Task Sessions_that_broke_run_again_when_asked()
    {
        ScriptedSessions.Serve(_run.Router, _ => "1");
        bool isBroken = true;
        var served = new CommandRun();
        ScriptedSessions.Serve(served.Router, _ => "1");
        _run.Router.On<ReasonRequest, ReasonResponse>(
            "Reason", request => isBroken ? throw new RpcException(new Status(StatusCode.Unavailable, "gone")) : served.Router.Reason(request));
        string[] line = ["eval", "--problems", "2", "--out", Results, "--resume", "--no-equal-tokens"];
        (await _run.RunAsync(line)).ShouldBe(ExitCodes.Failure);
        isBroken = false;

        (await _run.RunAsync(line)).ShouldBe(ExitCodes.Failure);
        (await _run.RunAsync([.. line, "--retry-failed"])).ShouldBe(ExitCodes.Success);

        (await RunFileReader.ReadAsync(Results, TestContext.Current.CancellationToken)).Records.Count(record => !record.IsBroken).ShouldBe(4);
    }

    [Fact]
    public async Task Settings_come_from_a_file_too()
    {
        string settings = await WriteAsync("settings.json", """
            ["independent", {"name": "two", "request": {"mode": "leap", "peerRouting": {"policy": "random"}, "rounds": {"intervalTokens": 20}}, "labels": {"T": "20"}}]
            """);
        ScriptedSessions.Serve(_run.Router, _ => "1");

        (await _run.RunAsync("eval", "--problems", "1", "--settings", settings, "--out", Results)).ShouldBe(ExitCodes.Success, _run.Error.ToString());

        RunRecord record = (await RunFileReader.ReadAsync(Results, TestContext.Current.CancellationToken)).Records.Single(record => record.Setting == "two");
        record.Labels.ShouldBe(new Dictionary<string, string> { ["T"] = "20" });
        _run.Router.Requests.OfType<ReasonRequest>().Single(request => request.Mode == "leap").Rounds.IntervalTokens.ShouldBe(20);
    }

    [Theory]
    [InlineData("{}", "must be a JSON list of settings")]
    [InlineData("[5]", "element 1: must be a text")]
    [InlineData("""["independent", {"request": {}}]""", "element 2: field \"name\"")]
    [InlineData("""[{"name": "x"}]""", "element 1: field \"request\"")]
    [InlineData("""[{"name": "x", "request": {"mod": "leap"}}]""", "mod")]
    [InlineData("""[{"name": "x", "requests": {}}]""", "no field \"requests\"")]
    [InlineData("""["leap k=1", "leap k=1"]""", "Two settings are named 'leap k=1'")]
    public async Task A_wrong_settings_file_is_named_with_its_place(string content, string message)
    {
        string settings = await WriteAsync("settings.json", content);

        (await _run.RunAsync("eval", "--settings", settings)).ShouldBe(ExitCodes.BadArguments);

        _run.Error.ToString().ShouldContain(message);
        _run.Router.Requests.ShouldBeEmpty();
    }

    [Fact]
    public async Task A_wrong_data_set_is_named_with_element_and_field()
    {
        string data = await WriteAsync("set.json", """[{"problem": "p"}]""");

        (await _run.RunAsync("eval", data)).ShouldBe(ExitCodes.BadArguments);

        _run.Error.ToString().ShouldContain("set.json, element 1: field \"answer\" is missing");
    }

    [Theory]
    [InlineData("--resume", "need the file of --out")]
    [InlineData("--grader strict", "known are: default, official")]
    [InlineData("--operations 17", "at most 16")]
    [InlineData("--runs 2000", "at most 1024")]
    [InlineData("--setting k=4", "must begin with a mode")]
    [InlineData("--against best", "--against: there is no setting 'best'; there are independent, leap")]
    public async Task A_wrong_command_line_is_named(string arguments, string message)
    {
        (await _run.RunAsync(["eval", .. arguments.Split(' ')])).ShouldBe(ExitCodes.BadArguments);

        _run.Error.ToString().ShouldContain(message);
        _run.Router.Requests.ShouldBeEmpty();
    }

    public void Dispose() => Directory.Delete(_folder, recursive: true);

    private async Task<string> WriteAsync(string name, string content)
    {
        string path = System.IO.Path.Combine(_folder, name);
        await File.WriteAllTextAsync(path, content, TestContext.Current.CancellationToken);
        return path;
    }
}
