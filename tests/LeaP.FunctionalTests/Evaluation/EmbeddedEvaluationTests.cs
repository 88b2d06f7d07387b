using LeaP.Evaluation.Runs;
using LeaP.FunctionalTests.Support;

namespace LeaP.FunctionalTests.Evaluation;

/// <summary><c>leap eval</c> with the embedded model in its own process.</summary>
public sealed class EmbeddedEvaluationTests : IDisposable
{
    private readonly string _folder = Directory.CreateTempSubdirectory("leap-eval-").FullName;

    [Fact]
    public async Task Chains_are_measured_with_influence_and_equal_tokens()
    {
        string results = Path.Combine(_folder, "results.jsonl");
        await using var leap = ProgramRun.StartOurs(
            "LeaP.Cli", "leap", "eval", "--problems", "3", "--operations", "5", "--paths", "4", "--setting", "independent", "--setting", "leap policy=random k=2", "--out", results);

        int exit = await leap.EndAsync();

        exit.ShouldBe(0, leap.Errors);
        leap.Output.ShouldContain("figure accuracy.majority_equal_tokens ");
        leap.Output.ShouldContain("Influence by round");
        RunFile file = await RunFileReader.ReadAsync(results, TestContext.Current.CancellationToken);
        RunRecord[] heard = [.. file.Records.Where(record => !record.IsIndependent)];
        heard.Length.ShouldBe(3);
        heard.SelectMany(record => record.Paths).SelectMany(path => path.Rounds).ShouldContain(round => round.Influence != null && round.Answer != null);
        heard.ShouldAllBe(record => record.Policy == "random" && record.PeerCount == 2 && record.PathCount == 4 && record.IntervalTokens > 0);
        file.Records.Max(record => record.Run).ShouldBeGreaterThanOrEqualTo(1);
    }

    [Fact]
    public async Task A_data_set_that_the_model_cannot_read_is_refused_problem_by_problem()
    {
        string data = Path.Combine(_folder, "set.json");
        string results = Path.Combine(_folder, "results.jsonl");
        await File.WriteAllTextAsync(
            data,
            """[{"problem": "What is the capital of France?", "answer": "Paris"}, {"problem": "Start with 47. Add 8. Times 3.", "answer": "65"}]""",
            TestContext.Current.CancellationToken);
        await using var leap = ProgramRun.StartOurs("LeaP.Cli", "leap", "eval", data, "--setting", "leap", "--out", results);

        (await leap.EndAsync()).ShouldBe(1, leap.Errors);

        RunFile file = await RunFileReader.ReadAsync(results, TestContext.Current.CancellationToken);
        file.Records.Single(record => record.Problem == 0).Failure.ShouldNotBeNull().ShouldStartWith("PROBLEM_NOT_READABLE");
        file.Records.Single(record => record.Problem == 1).Failure.ShouldBeNull();
    }

    public void Dispose() => Directory.Delete(_folder, recursive: true);
}
