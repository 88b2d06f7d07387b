using LeaP.FunctionalTests.Support;
using LeaP.Inference.Engines;
using LeaP.Inference.Scripted;
using LeaP.Protocol.Common.V1;
using LeaP.Protocol.Reasoning.V1;
using LeaP.TestKit;
using LeaP.TestKit.Completions;
using LeaP.Worker;
using Microsoft.Extensions.Hosting;
using Microsoft.Extensions.Options;

namespace LeaP.FunctionalTests;

/// <summary>A worker whose model stands behind completions servers.</summary>
public sealed class OpenAITests
{
    [Fact]
    public async Task Paths_reason_over_completions_servers_of_which_some_requests_fail()
    {
        await using IModelEngine script = await new ScriptedEngineFactory(
            new ScriptedEngineOptions { Answer = _ => "41", ThinkTokens = 120 }, TimeProvider.System).LoadAsync(
                new ModelLoadOptions { SlotCount = 64 }, TestContext.Current.CancellationToken).DefaultTimeout();
        var offer = new CompletionsServerOptions { Model = "served-name", MaxModelLength = 8192, Seed = 3 };
        await using CompletionsServer first = await CompletionsServer.StartAsync(script, offer);
        await using CompletionsServer second = await CompletionsServer.StartAsync(script, offer);
        await using TestCluster cluster = await TestCluster.StartRouterAsync();
        await cluster.AddWorkerAsync(
            "remote",
            null,
            "--Worker:Model:Engine", "openai",
            "--Worker:Model:Id", "far-away",
            "--Worker:Model:OpenAI:BaseUrls:0", first.Url,
            "--Worker:Model:OpenAI:BaseUrls:1", second.Url,
            "--Worker:Model:OpenAI:ServedModel", "served-name",
            "--Worker:Model:OpenAI:BackoffMin", "00:00:00.001");
        first.Fail(
            new CompletionsFault(CompletionsFaultKind.Status, Status: 429),
            new CompletionsFault(CompletionsFaultKind.Break, AfterPieces: 3));

        Session session = await cluster.Reasoning.ReasonAsync(new ReasonRequest
        {
            Problem = "What is forty and one?",
            Model = "far-away",
            PathCount = 4,
            Mode = "leap",
            Rounds = new RoundSchedule { IntervalTokens = 32, SummaryTokens = 24, AnswerTokens = 64, MaxTurns = 3 },
            PeerRouting = new PeerRoutingConfig { Policy = "random", PeerCount = 2 },
        });

        session.Paths.Count.ShouldBe(4);
        session.Paths.ShouldAllBe(path => path.Answer == "41");
        session.Paths.ShouldAllBe(path => path.FullText().Contains("<summarize>"));
        // Each path of the first server met a fault there and went to the second for good.
        first.Completions.Count.ShouldBe(2);
        second.Completions.Count.ShouldBeGreaterThan(8);
        cluster.Logs.Entries.Count(entry => entry.EventName == "CompletionsServerTrouble").ShouldBe(2);
    }

    [Fact]
    public async Task Wrong_settings_of_the_engine_stop_the_worker_at_start_and_are_named()
    {
        using IHost worker = WorkerApplication.Build(
            ["--Worker:Model:Engine", "openai", "--Worker:Model:OpenAI:BaseUrls:0", "http://inference/v1"]);

        OptionsValidationException error = await Should.ThrowAsync<OptionsValidationException>(
            worker.StartAsync(TestContext.Current.CancellationToken).DefaultTimeout());

        error.Failures.ShouldBe(
        [
            "Worker:Model:OpenAI:BaseUrls:0 (http://inference/v1) ends in /v1; leave that out, it is added.",
            "Worker:Model:OpenAI:ServedModel is empty; it must be a name that the servers list under /v1/models.",
        ]);
    }
}
