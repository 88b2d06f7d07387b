using LeaP.FunctionalTests.Support;
using LeaP.Inference.Scripted;
using LeaP.Protocol.Reasoning.V1;
using LeaP.TestKit;

namespace LeaP.FunctionalTests.Trust;

/// <summary>What logs at Information and above never hold.</summary>
public sealed class SilentLogTests : IDisposable
{
    private const string Problem = "violet-walrus-problem";
    private const string Token = "the-link-token-of-at-least-32-characters";

    private readonly TestAuthority _folder = new();

    [Fact]
    public async Task Problems_summaries_answers_and_secrets_are_in_no_log()
    {
        var client = new ApiKeys.Client("ana", ApiKeys.NewKey(), "maths", ["reason"]);
        string tokens = _folder.Write("tokens", Token);
        await using TrustCluster cluster = await TrustCluster.StartAsync(
            "--Router:Access:KeyFile", ApiKeys.Write(_folder, client), "--Router:Link:Trust:TokenFile", tokens);
        var script = new ScriptedEngineOptions { Answer = _ => "crimson-otter-answer", TokenDelay = TimeSpan.FromMilliseconds(2) };
        await cluster.LinkWorkerAsync("w1", script, "--Worker:Credentials:TokenFile", tokens);
        await cluster.LinkWorkerAsync("w2", script, "--Worker:Credentials:TokenFile", tokens);
        using var calls = new TrustClient(cluster.Addresses.Clients, "x-api-key", client.Key);
        using var stranger = new TrustClient(cluster.Addresses.Clients, "x-api-key", "a-key-that-nobody-knows");
        ReasonRequest request = SessionTests.Request(paths: 4);
        request.Problem = Problem;

        IReadOnlyList<SessionEvent> events = await calls.Reasoning.ReasonToEndAsync(request);
        await Should.ThrowAsync<Grpc.Core.RpcException>(stranger.Reasoning.ReasonToEndAsync(request));
        ReasonRequest unreadable = SessionTests.Request(paths: 4);
        unreadable.Problem = Problem;
        unreadable.Mode = "violet-walrus-mode";
        await Should.ThrowAsync<Grpc.Core.RpcException>(calls.Reasoning.ReasonToEndAsync(unreadable));

        string[] summaries = [.. events.Where(e => e.SummaryPublished is not null).Select(e => e.SummaryPublished.Summary)];
        summaries.ShouldNotBeEmpty();
        cluster.Logs.Entries.Select(entry => entry.EventName).ShouldContain("SessionStarted");
        string[] secrets = [Problem, "violet-walrus", "crimson-otter", Token, client.Key, "a-key-that-nobody-knows", .. summaries];
        foreach (LogEntry entry in cluster.Logs.Entries)
        {
            foreach (string secret in secrets)
            {
                entry.Message.ShouldNotContain(secret);
                (entry.Exception?.ToString() ?? "").ShouldNotContain(secret);
            }
        }
    }

    [Fact]
    public async Task A_session_that_fails_over_its_problem_logs_nothing_of_it()
    {
        await using TestCluster cluster = await TestCluster.StartScriptedAsync(
            new ScriptedEngineOptions { MaxContextTokens = 200 });
        ReasonRequest request = SessionTests.Request(paths: 2);
        request.Problem = string.Join(' ', Enumerable.Repeat(Problem, 500));

        Session session = await cluster.Reasoning.ReasonAsync(request);

        session.State.ShouldBe(Session.Types.State.Failed);
        cluster.Logs.Entries.ShouldAllBe(entry => !entry.Message.Contains(Problem));
    }

    public void Dispose() => _folder.Dispose();
}
