using System.Text.Json;
using LeaP.FunctionalTests.Support;
using LeaP.Protocol.Reasoning.V1;
using Path = System.IO.Path;

namespace LeaP.FunctionalTests.Reports;

/// <summary><c>leap replay</c> and <c>leap traces export</c> as processes against a real router with real sessions.</summary>
public sealed class ReplayAndTraceTests : IDisposable
{
    private readonly string _folder = Directory.CreateTempSubdirectory("leap-replay-").FullName;

    [Fact]
    public async Task A_session_replayed_with_its_own_settings_hears_what_it_heard_from_the_router_and_from_a_file()
    {
        await using TestCluster cluster = await TestCluster.StartScriptedAsync();
        string id = (await cluster.Reasoning.ReasonAsync(Request())).SessionId;
        string events = await SaveAsync(cluster, "events.jsonl", "watch", id, "--json");

        string held = await RunAsync(cluster, "replay", id);
        string saved = await RunAsync(cluster, "replay", events);

        held.ShouldContain("0 of ");
        held.ShouldContain(" deliveries would bring other peers");
        saved.ShouldBe(held);
    }

    [Fact]
    public async Task Another_policy_shows_what_each_path_would_have_heard()
    {
        await using TestCluster cluster = await TestCluster.StartScriptedAsync();
        Session session = await cluster.Reasoning.ReasonAsync(Request());

        string printed = await RunAsync(cluster, "replay", session.SessionId, "--policy", "all", "--peers", "0", "--json");

        JsonElement[] lines = [.. printed.Split('\n', StringSplitOptions.RemoveEmptyEntries).Select(line => JsonDocument.Parse(line).RootElement)];
        lines.Length.ShouldBeGreaterThanOrEqualTo(5);
        JsonElement[] first = [.. lines.Where(line => line.GetProperty("round").GetInt32() == 1)];
        first.Select(line => line.GetProperty("pathId").GetString()).ShouldBe(["p0", "p1", "p2", "p3", "p4"]);
        foreach (JsonElement line in first)
        {
            line.GetProperty("wouldHear").GetArrayLength().ShouldBe(4);
            line.GetProperty("heard").GetArrayLength().ShouldBe(2);
            line.GetProperty("wouldHear").EnumerateArray().Count(peer => peer.GetProperty("isNew").GetBoolean()).ShouldBe(2);
            line.GetProperty("change").GetString().ShouldBe("peers");
        }
    }

    [Fact]
    public async Task A_stored_session_without_events_is_replayed_from_its_texts()
    {
        await using TestCluster cluster = await TestCluster.StartScriptedAsync();
        string id = (await cluster.Reasoning.ReasonAsync(Request())).SessionId;
        string stored = await SaveAsync(cluster, "session.json", "session", id, "--full", "--json");

        string printed = await RunAsync(cluster, "replay", stored);

        printed.ShouldContain("worked out from its own settings and texts");
        printed.ShouldContain("0 of ");
    }

    [Fact]
    public async Task What_cannot_be_replayed_is_said()
    {
        await using TestCluster cluster = await TestCluster.StartScriptedAsync();
        ReasonRequest alone = Request();
        alone.Mode = "independent";
        string id = (await cluster.Reasoning.ReasonAsync(alone)).SessionId;

        await using ProgramRun unknown = Start(cluster, "replay", (await cluster.Reasoning.ReasonAsync(Request())).SessionId, "--policy", "nearest");
        (await unknown.EndAsync()).ShouldBe(2);
        unknown.Errors.ShouldContain("\"nearest\"; known are: dispersed");
        await using ProgramRun refused = Start(cluster, "replay", id);
        (await refused.EndAsync()).ShouldBe(2);
        refused.Errors.ShouldContain("mode independent");
    }

    [Fact]
    public async Task Right_paths_of_an_evaluation_become_records_and_only_their_own_words_are_learned()
    {
        await using TestCluster cluster = await TestCluster.StartScriptedAsync();
        Session known = await cluster.Reasoning.ReasonAsync(Request());
        string data = Path.Combine(_folder, "set.json");
        string results = Path.Combine(_folder, "results.jsonl");
        string traces = Path.Combine(_folder, "traces.jsonl");
        await File.WriteAllTextAsync(
            data, JsonSerializer.Serialize(new[] { new { problem = known.Problem, answer = known.Answer.Text } }), TestContext.Current.CancellationToken);

        await RunAsync(
            cluster, "eval", data, "--setting", "leap policy=dispersed k=2", "--paths", "5", "--interval", "20", "--summary-tokens", "24",
            "--turns", "8", "--no-equal-tokens", "--out", results);
        string printed = await RunAsync(cluster, "traces", "export", "--results", results, "--out", traces);

        string[] lines = await File.ReadAllLinesAsync(traces, TestContext.Current.CancellationToken);
        printed.ShouldContain($"{lines.Length} records from 1 sessions");
        printed.ShouldContain(" wrong, ");
        foreach (string line in lines)
        {
            JsonElement record = JsonDocument.Parse(line).RootElement;
            record.GetProperty("right").GetBoolean().ShouldBeTrue();
            record.GetProperty("answer").GetString().ShouldBe(known.Answer.Text);
            string message = record.GetProperty("messages")[1].GetProperty("content").GetString()!;
            foreach (JsonElement span in record.GetProperty("spans").EnumerateArray().Where(span => span.GetProperty("learn").GetBoolean()))
            {
                message[span.GetProperty("start").GetInt32()..span.GetProperty("end").GetInt32()].ShouldNotContain("<comment>");
            }

            record.GetProperty("provenance").GetProperty("results").GetString().ShouldBe("results.jsonl");
        }
    }

    [Fact]
    public async Task Sessions_are_exported_from_files_without_a_router()
    {
        await using TestCluster cluster = await TestCluster.StartScriptedAsync();
        Session session = await cluster.Reasoning.ReasonAsync(Request());
        string stored = await SaveAsync(cluster, "session.json", "session", session.SessionId, "--full", "--json");
        string traces = Path.Combine(_folder, "traces.jsonl");

        await using var export = ProgramRun.StartOurs("LeaP.Cli", "leap", "traces", "export", "--stored", stored, "--any-answer", "--out", traces);
        (await export.EndAsync()).ShouldBe(0, export.Errors);

        string[] lines = await File.ReadAllLinesAsync(traces, TestContext.Current.CancellationToken);
        lines.Length.ShouldBeInRange(1, session.Paths.Count);
        JsonElement record = JsonDocument.Parse(lines[0]).RootElement;
        string pathId = record.GetProperty("provenance").GetProperty("path_id").GetString()!;
        (record.GetProperty("prompt").GetString() + record.GetProperty("messages")[1].GetProperty("content").GetString())
            .ShouldBe(session.Paths.Single(path => path.PathId == pathId).FullText());
    }

    public void Dispose() => Directory.Delete(_folder, recursive: true);

    private static ReasonRequest Request() => SessionTests.Request(paths: 5);

    private static ProgramRun Start(TestCluster cluster, params string[] arguments) =>
        ProgramRun.StartOurs("LeaP.Cli", "leap", [.. arguments, "--router", cluster.Addresses.Clients.ToString()]);

    private static async Task<string> RunAsync(TestCluster cluster, params string[] arguments)
    {
        await using ProgramRun leap = Start(cluster, arguments);
        (await leap.EndAsync()).ShouldBe(0, leap.Errors);
        return leap.Output;
    }

    private async Task<string> SaveAsync(TestCluster cluster, string name, params string[] arguments)
    {
        string path = Path.Combine(_folder, name);
        await File.WriteAllTextAsync(path, await RunAsync(cluster, arguments), TestContext.Current.CancellationToken);
        return path;
    }
}
