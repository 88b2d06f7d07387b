using System.Text.Json;
using LeaP.Evaluation.Runs;
using LeaP.FunctionalTests.Support;
using LeaP.Inference.Scripted;

namespace LeaP.FunctionalTests.Evaluation;

/// <summary><c>leap eval</c> as a process that is killed while it works, against a real router and workers.</summary>
public sealed class KilledEvaluationTests : IDisposable
{
    private const int Problems = 12;
    private const int Seed = 20261123;
    private readonly string _folder = Directory.CreateTempSubdirectory("leap-killed-").FullName;

    private string Data => Path.Combine(_folder, "set.json");

    private string Results => Path.Combine(_folder, "results.jsonl");

    [Fact]
    public async Task Killed_again_and_again_and_gone_on_with_it_ends_with_each_record_once()
    {
        await using TestCluster cluster = await TestCluster.StartScriptedAsync(
            new ScriptedEngineOptions { TokenDelay = TimeSpan.FromMilliseconds(5) });
        await File.WriteAllTextAsync(
            Data, JsonSerializer.Serialize(Enumerable.Range(0, Problems).Select(i => new { problem = $"Problem {i}?", answer = i })), TestContext.Current.CancellationToken);
        var random = new Random(Seed);

        for (int kill = 1; kill <= 3; kill++)
        {
            long beyond = Written() + random.Next(1, 3000);
            await using ProgramRun killed = Start(cluster);
            await Eventually.HoldsAsync(() => Task.FromResult(Written() >= beyond), $"results of more than {beyond} bytes");
            killed.Kill();
        }

        await using ProgramRun last = Start(cluster);
        int exit = await last.EndAsync();

        exit.ShouldBe(0, last.Errors);
        RunFile file = await RunFileReader.ReadAsync(Results, TestContext.Current.CancellationToken);
        file.Records.Select(record => record.Key).ShouldBe(
            Enumerable.Range(0, Problems).SelectMany(problem => new RunKey[] { new("independent", problem, 0), new("leap k=1", problem, 0) }),
            ignoreOrder: true);
        file.Records.ShouldAllBe(record => record.Failure == null && record.Paths.Count == 2 && record.Tokens.Reasoning > 0);
        file.Records.Where(record => !record.IsIndependent).SelectMany(record => record.Paths).SelectMany(path => path.Rounds)
            .SelectMany(round => round.Peers).ShouldNotBeEmpty();
        last.Errors.ShouldContain($"{2 * Problems}/{2 * Problems} sessions");
        last.Output.ShouldContain("figure accuracy.leap_pass1");
        Directory.GetFiles(_folder).ShouldBe([Data, Results], ignoreOrder: true);
    }

    public void Dispose() => Directory.Delete(_folder, recursive: true);

    private ProgramRun Start(TestCluster cluster) => ProgramRun.StartOurs(
        "LeaP.Cli", "leap", "eval", Data, "--router", cluster.Addresses.Clients.ToString(), "--out", Results, "--resume",
        "--setting", "independent", "--setting", "leap k=1", "--paths", "2", "--concurrency", "3", "--interval", "30", "--turns", "3", "--no-equal-tokens");

    private long Written() => File.Exists(Results) ? new FileInfo(Results).Length : 0;
}
