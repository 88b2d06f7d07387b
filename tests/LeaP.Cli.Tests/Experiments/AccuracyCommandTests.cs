using Grpc.Core;
using LeaP.Cli.Commands;
using LeaP.Cli.Experiments;
using LeaP.Cli.Tests.Support;
using LeaP.Evaluation.Runs;
using LeaP.Protocol.Reasoning.V1;

namespace LeaP.Cli.Tests.Experiments;

public sealed class AccuracyCommandTests : IDisposable
{
    private static readonly string[] Small =
        ["experiment", "accuracy", "--problems", "3", "--paths", "2", "--operations", "4", "--policies", "random,all", "--peers", "1", "--seed", "5"];

    private readonly CommandRun _run = new();
    private readonly string _file = System.IO.Path.Combine(AppContext.BaseDirectory, $"{Guid.NewGuid()}.jsonl");

    [Fact]
    public async Task Every_problem_runs_under_every_setting_with_one_seed()
    {
        ScriptedSessions.Serve(_run.Router, Right);

        (await _run.RunAsync([.. Small, "--temperature", "1.5"])).ShouldBe(ExitCodes.Success);

        ReasonRequest[] requests = [.. _run.Router.Requests.OfType<ReasonRequest>()];
        requests.Length.ShouldBe(9);
        requests.Select(request => request.Problem).Distinct().ShouldBe(
            ChainProblems.Draw(5, 3, 4).Select(problem => problem.Text), ignoreOrder: true);
        requests.ShouldAllBe(request => request.PathCount == 2 && request.Sampling.Temperature == 1.5f);
        foreach (IGrouping<string, ReasonRequest> problem in requests.GroupBy(request => request.Problem))
        {
            problem.Select(request => request.Sampling.Seed).Distinct().ShouldHaveSingleItem();
            problem.Select(request => (request.Mode, request.PeerRouting.Policy, request.PeerRouting.HasPeerCount)).ShouldBe(
                [("independent", "", false), ("leap", "random", true), ("leap", "all", false)], ignoreOrder: true);
        }

        _run.OutLines.ShouldContain("figure accuracy.leap_pass1 50.0 %");
        _run.OutLines.ShouldContain("figure accuracy.majority 100.0 %");
        _run.OutLines.ShouldContain(line => line.StartsWith("figure accuracy.majority_equal_tokens ", StringComparison.Ordinal));
        _run.Error.ToString().ShouldContain("9/9 sessions");
    }

    [Fact]
    public async Task Each_session_is_a_line_of_the_file()
    {
        ScriptedSessions.Serve(_run.Router, Right);

        await _run.RunAsync([.. Small, "--out", _file]);

        RunFile file = await RunFileReader.ReadAsync(_file, TestContext.Current.CancellationToken);
        file.Header.RunSet.ShouldBe("accuracy");
        file.Records.Select(record => record.Key).Distinct().Count().ShouldBe(9);
        file.Records.ShouldAllBe(record => record.Paths[0].Answer == record.Expected && record.Answer == record.Expected && record.IsRight
            && record.Tokens.Reasoning == 60 && record.SessionId == $"{record.Mode}:{record.Text}" && !record.Paths[1].IsRight);
    }

    [Fact]
    public async Task A_file_that_is_there_is_not_written_over()
    {
        await File.WriteAllTextAsync(_file, "kept", TestContext.Current.CancellationToken);

        (await _run.RunAsync([.. Small, "--out", _file])).ShouldBe(ExitCodes.Failure);

        (await File.ReadAllTextAsync(_file, TestContext.Current.CancellationToken)).ShouldBe("kept");
        _run.Router.Requests.ShouldBeEmpty();
    }

    [Fact]
    public async Task Failed_sessions_and_calls_are_counted_and_shown()
    {
        Session failed = SampleEvents.Failed("NO_ANSWER", "No path gave an answer.");
        _run.Router.On<ReasonRequest, ReasonResponse>("Reason", request => request.Mode == "independent"
            ? throw new RpcException(new Status(StatusCode.ResourceExhausted, "The queue is full."))
            : SampleEvents.Responses(SampleEvents.Numbered(SampleEvents.Accepted(), SampleEvents.Ended(failed))));
        _run.Router.On<GetSessionRequest, GetSessionResponse>("GetSession", _ => [new GetSessionResponse { Session = failed }]);

        (await _run.RunAsync(Small)).ShouldBe(ExitCodes.Failure);

        _run.OutLines.ShouldContain("failed sessions: 3 x ResourceExhausted: The queue is full.");
        _run.OutLines.ShouldContain(line => line.StartsWith("random k=1", StringComparison.Ordinal) && line.EndsWith("3          0", StringComparison.Ordinal));
        _run.OutLines.ShouldContain("figure accuracy.independent_pass1 0.0 %");
    }

    [Fact]
    public async Task A_request_that_no_router_takes_ends_the_experiment()
    {
        _run.Router.On<ReasonRequest, ReasonResponse>(
            "Reason", _ => throw new RpcException(new Status(StatusCode.InvalidArgument, "Unknown policy.")));

        (await _run.RunAsync(Small)).ShouldBe(ExitCodes.BadArguments);

        _run.Error.ToString().ShouldContain("Unknown policy.");
        _run.OutLines.ShouldBeEmpty();
    }

    public void Dispose() => File.Delete(_file);

    private static string Right(string problem) => ChainProblems.Draw(5, 3, 4).Single(drawn => drawn.Text == problem).Reference.Text;
}
