using LeaP.FunctionalTests.Replay;
using LeaP.FunctionalTests.Support;
using LeaP.Inference.Engines;
using LeaP.Protocol.Common.V1;
using LeaP.Protocol.Reasoning.V1;
using LeaP.Reasoning.PeerRouting;
using LeaP.Reasoning.Prompts;
using Microsoft.Extensions.DependencyInjection;
using Path = System.IO.Path;

namespace LeaP.FunctionalTests;

/// <summary>
/// The released code's runs, replayed through a running router and two workers: with the recorded model outputs the
/// whole system writes the recorded transcripts, to the letter.
/// </summary>
public sealed class TranscriptTests
{
    private static readonly TranscriptFile File = TranscriptFile.Load();

    public static TheoryData<int> RunNumbers => [.. Enumerable.Range(0, File.Runs.Count)];

    [Theory]
    [MemberData(nameof(RunNumbers))]
    public async Task A_recorded_run_comes_out_to_the_letter(int number)
    {
        TranscriptRun run = File.Runs[number];
        var script = new ReplayScript(run.Calls);
        string profile = Path.Combine(Path.GetTempPath(), $"leap-replay-{Guid.NewGuid()}.json");
        await System.IO.File.WriteAllTextAsync(
            profile, File.Profile.ToPromptProfile(), TestContext.Current.CancellationToken);
        try
        {
            await using TestCluster cluster = await TestCluster.StartRouterAsync();
            foreach (string id in new[] { "w1", "w2" })
            {
                await cluster.AddWorkerAsync(
                    id,
                    services => services
                        .AddSingleton<IModelEngineFactory>(new ReplayEngineFactory(script))
                        .AddSingleton<Func<PromptProfile, ISummaryPromptSelector>>(
                            _ => new ReplaySummaryPrompts(script, File.Profile.Triggers)),
                    "--Worker:Model:Engine", ReplayEngine.EngineName,
                    "--Worker:Model:Id", "replayed",
                    "--Worker:Model:Profile", profile,
                    "--Worker:Model:Slots", "32");
            }

            Session session = await cluster.Reasoning.ReasonAsync(ToRequest(run));

            string[] written = [.. session.Paths.Select(path => path.FullText()).Order(StringComparer.Ordinal)];
            written.ShouldBe(run.Transcripts.Order(StringComparer.Ordinal));
            session.Paths.Select(path => path.WorkerId).Distinct().Count().ShouldBe(Math.Min(2, run.Paths));
        }
        finally
        {
            System.IO.File.Delete(profile);
        }
    }

    private static ReasonRequest ToRequest(TranscriptRun run)
    {
        var request = new ReasonRequest
        {
            Problem = run.Problem,
            PathCount = run.Paths,
            Mode = run.LeapT ? "leap-t" : "leap",
            AnswerSection = false,
            Rounds = new RoundSchedule { MaxTurns = run.MaxTurns },
            PeerRouting = new PeerRoutingConfig { Policy = PolicyOf(run), PeerCount = run.TopK ?? 0 },
        };
        request.Rounds.ExchangeRounds.AddRange(run.CommunicateAt.Select(block => block + 1));
        return request;
    }

    /// <summary>The released hybrid may name a peer twice; ours by that name never does.</summary>
    private static string PolicyOf(TranscriptRun run) =>
        run.Router == PeerRoutingNames.Hybrid ? PeerRoutingNames.ReleasedHybrid : run.Router;
}
