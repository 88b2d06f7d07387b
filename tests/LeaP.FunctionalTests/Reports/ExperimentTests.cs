using LeaP.Evaluation.Experiments;
using LeaP.Evaluation.Runs;
using LeaP.FunctionalTests.Support;
using LeaP.Protocol.Common.V1;
using LeaP.Protocol.Reasoning.V1;
using Path = System.IO.Path;

namespace LeaP.FunctionalTests.Reports;

/// <summary>The paper's experiments as processes against a real router and the embedded model on real ONNX Runtime.</summary>
public sealed class ExperimentTests : IDisposable
{
    private readonly string _folder = Directory.CreateTempSubdirectory("leap-experiment-").FullName;

    private string Results => Path.Combine(_folder, "results.jsonl");

    [Fact]
    public async Task A_prefix_trap_gives_all_paths_one_wrong_beginning_and_tells_both_gaps()
    {
        await using TestCluster cluster = await StartAsync();

        string printed = await RunAsync(
            cluster, "experiment", "prefix-trap", "--problems", "6", "--operations", "10", "--take", "2", "--paths", "4", "--harvest-paths", "16",
            "--arms", "none,half,same", "--policy", "clustered", "--peers", "2", "--seed", "3", "--out", Results);

        printed.ShouldContain("figure trap.gap_independent ");
        printed.ShouldContain("figure trap.gap_leap ");
        RunFile file = await RunFileReader.ReadAsync(Results, TestContext.Current.CancellationToken);
        file.Header.Settings.ShouldBe(["independent none", "leap none", "independent half", "leap half", "independent same", "leap same"]);
        file.Records.ShouldAllBe(record => record.Failure == null && record.PathCount == 4);
        foreach (RunRecord record in file.Records)
        {
            Session session = await cluster.Reasoning.GetFullAsync(record.SessionId);
            int trapped = TrapScores.NumberOf(record, ExperimentLabels.Trapped);
            trapped.ShouldBe(record.Setting.EndsWith("none", StringComparison.Ordinal) ? 0 : record.Setting.EndsWith("half", StringComparison.Ordinal) ? 2 : 4);
            string[] beginnings = [.. session.PathBeginnings];
            beginnings.Length.ShouldBe(trapped switch { 0 => 0, 2 => 4, _ => 1 });
            foreach ((Protocol.Reasoning.V1.Path path, int index) in session.Paths.Select((path, index) => (path, index)))
            {
                TextBehindPrompt(path).ShouldStartWith(beginnings.Length == 0 ? "" : beginnings[beginnings.Length == 1 ? 0 : index]);
            }
        }
    }

    [Fact]
    public async Task Error_tolerance_mixes_good_and_wrong_beginnings_and_its_report_shows_them()
    {
        await using TestCluster cluster = await StartAsync();

        string printed = await RunAsync(
            cluster, "experiment", "error-tolerance", "--problems", "6", "--operations", "10", "--take", "1", "--paths", "4", "--harvest-paths", "16",
            "--good", "0,2", "--policy", "clustered", "--peers", "2", "--seed", "3", "--out", Results);

        printed.ShouldContain("good beginnings");
        RunFile file = await RunFileReader.ReadAsync(Results, TestContext.Current.CancellationToken);
        file.Header.Settings.ShouldBe(["leap 0 good", "leap 2 good", "independent 0 good", "independent 4 good"]);
        string page = Path.Combine(_folder, "report.html");
        await RunAsync(cluster, "report", Results, "--out", page);
        (await File.ReadAllTextAsync(page, TestContext.Current.CancellationToken)).ShouldContain("Pass@1 over the share of good beginnings");
    }

    [Fact]
    public async Task A_sweep_varies_one_setting_at_a_time_and_goes_on_where_it_ended()
    {
        await using TestCluster cluster = await StartAsync();
        string[] command =
        [
            "experiment", "sweep", "--problems", "2", "--operations", "6", "--paths", "3", "--seed", "3", "--out", Results, "--resume",
            "--over", "interval=15,30", "--over", "position=none,1", "--over", "temperature=0.5",
        ];

        await RunAsync(cluster, command);
        RunFile file = await RunFileReader.ReadAsync(Results, TestContext.Current.CancellationToken);
        string again = await RunAsync(cluster, command);

        file.Header.Settings.ShouldBe(["interval=15", "interval=30", "position=none", "position=1", "temperature=0.5"]);
        file.Records.Count.ShouldBe(10);
        file.Records.Where(record => record.Setting == "interval=15").ShouldAllBe(record => record.IntervalTokens == 15);
        file.Records.Where(record => record.Setting == "position=none").ShouldAllBe(record => record.IsIndependent && record.Rounds == 0);
        file.Records.Where(record => record.Setting == "position=1").ShouldAllBe(record => record.Rounds == 1);
        file.Records.Where(record => record.Setting == "temperature=0.5").ShouldAllBe(record => record.Temperature == 0.5);
        again.ShouldContain("temperature  0.5");
        (await RunFileReader.ReadAsync(Results, TestContext.Current.CancellationToken)).Records.Count.ShouldBe(10);
    }

    public void Dispose() => Directory.Delete(_folder, recursive: true);

    private static string TextBehindPrompt(Protocol.Reasoning.V1.Path path) => string.Concat(
        path.Transcript.Where(segment => segment.Kind != TextSegment.Types.Kind.Prompt).Select(segment => segment.Text));

    private static async Task<TestCluster> StartAsync()
    {
        TestCluster cluster = await TestCluster.StartRouterAsync();
        await cluster.AddWorkerAsync("w1", null, "--Worker:Model:Threads", "1");
        await cluster.AddWorkerAsync("w2", null, "--Worker:Model:Threads", "1");
        return cluster;
    }

    private static async Task<string> RunAsync(TestCluster cluster, params string[] arguments)
    {
        await using var leap = ProgramRun.StartOurs("LeaP.Cli", "leap", [.. arguments, "--router", cluster.Addresses.Clients.ToString()]);
        (await leap.EndAsync()).ShouldBe(0, leap.Errors);
        return leap.Output;
    }
}
