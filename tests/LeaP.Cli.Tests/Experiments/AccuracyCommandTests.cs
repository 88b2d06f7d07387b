using System.Text.Json;
using Grpc.Core;
using LeaP.Cli.Commands;
using LeaP.Cli.Experiments;
using LeaP.Cli.Tests.Support;
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
        _run.Router.On<ReasonRequest, ReasonResponse>("Reason", Right);

        (await _run.RunAsync([.. Small, "--temperature", "1.5"])).ShouldBe(ExitCodes.Success);

        ReasonRequest[] requests = [.. _run.Router.Requests.Cast<ReasonRequest>()];
        requests.Length.ShouldBe(9);
        requests.Select(request => request.Problem).Distinct().ShouldBe(
            AccuracyPlan.Draw(5, 3, 4).Select(problem => problem.Text), ignoreOrder: true);
        requests.ShouldAllBe(request => request.PathCount == 2 && request.Sampling.Temperature == 1.5f);
        foreach (IGrouping<string, ReasonRequest> problem in requests.GroupBy(request => request.Problem))
        {
            problem.Select(request => request.Sampling.Seed).Distinct().ShouldHaveSingleItem();
            problem.Select(request => (request.Mode, request.PeerRouting.Policy, request.PeerRouting.HasPeerCount)).ShouldBe(
                [("independent", "", false), ("leap", "random", true), ("leap", "all", false)], ignoreOrder: true);
        }

        _run.OutLines.ShouldContain("figure accuracy.leap_pass1 50.0 %");
        _run.OutLines.ShouldContain("figure accuracy.majority 100.0 %");
        _run.Error.ToString().ShouldContain("9/9 sessions");
    }

    [Fact]
    public async Task Each_session_is_a_line_of_the_file()
    {
        _run.Router.On<ReasonRequest, ReasonResponse>("Reason", Right);

        await _run.RunAsync([.. Small, "--out", _file]);

        ProblemRecord[] records =
            [.. (await File.ReadAllLinesAsync(_file, TestContext.Current.CancellationToken))
                .Select(line => JsonSerializer.Deserialize<ProblemRecord>(line, JsonSerializerOptions.Web)!)];
        records.Select(record => (record.Problem, record.Setting)).Distinct().Count().ShouldBe(9);
        records.ShouldAllBe(record => record.PathAnswers[0] == record.Expected && record.Answer == record.Expected
            && record.ReasoningTokens == 60 && record.SessionId == SampleEvents.SessionId);
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
        _run.Router.On<ReasonRequest, ReasonResponse>("Reason", request => request.Mode == "independent"
            ? throw new RpcException(new Status(StatusCode.ResourceExhausted, "The queue is full."))
            : SampleEvents.Responses(SampleEvents.Numbered(
                SampleEvents.Accepted(), SampleEvents.Ended(SampleEvents.Failed("NO_ANSWER", "No path gave an answer.")))));

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

    // One path of two is right, and so is the vote.
    private static IEnumerable<ReasonResponse> Right(ReasonRequest request)
    {
        string right = AccuracyPlan.Draw(5, 3, 4).Single(problem => problem.Text == request.Problem).Answer;
        Session session = SampleEvents.Succeeded();
        session.Answer.Text = right;
        return SampleEvents.Responses(SampleEvents.Numbered(
            SampleEvents.Accepted(),
            SampleEvents.Finished(SampleEvents.Path("p0", right)),
            SampleEvents.Finished(SampleEvents.Path("p1", "wrong")),
            SampleEvents.Ended(session)));
    }
}
