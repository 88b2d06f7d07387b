using Grpc.Core;
using LeaP.EmbeddedModel;
using LeaP.FunctionalTests.Support;
using LeaP.Protocol;
using LeaP.Protocol.Fleet.V1;
using LeaP.Protocol.Reasoning.V1;
using LeaP.TestKit;

namespace LeaP.FunctionalTests;

/// <summary>The embedded model on real ONNX Runtime, through a router and two workers over sockets.</summary>
public sealed class EmbeddedModelTests
{
    [Fact]
    public async Task Eight_paths_exchange_what_they_have_and_answer()
    {
        await using TestCluster cluster = await StartAsync();
        ChainProblem problem = new ChainProblemGenerator(20261123).Next(12);

        IReadOnlyList<SessionEvent> events = await cluster.Reasoning.ReasonToEndAsync(
            new ReasonRequest { Problem = problem.Text, Sampling = new() { Seed = 1 } });

        Session session = events[^1].SessionFinished.Session;
        session.State.ShouldBe(Session.Types.State.Succeeded);
        session.Paths.Count.ShouldBe(8);
        session.Paths.Select(path => path.WorkerId).Distinct().Count().ShouldBe(2);
        events.Count(e => e.RoundRouted is not null).ShouldBeGreaterThan(0);
    }

    [Fact]
    public async Task Greedy_decoding_solves_most_chains()
    {
        await using TestCluster cluster = await StartAsync();
        var generator = new ChainProblemGenerator(77);
        int right = 0;
        const int Problems = 20;
        for (int i = 0; i < Problems; i++)
        {
            ChainProblem problem = generator.Next(8);
            Session session = await cluster.Reasoning.ReasonAsync(new ReasonRequest
            {
                Problem = problem.Text,
                PathCount = 1,
                Mode = "independent",
                Sampling = new() { Temperature = 0 },
            });
            right += session.Answer?.Text == problem.Answer ? 1 : 0;
        }

        right.ShouldBeGreaterThanOrEqualTo(Problems * 8 / 10);
    }

    [Fact]
    public async Task A_problem_of_another_form_is_refused_with_what_the_model_can_do()
    {
        await using TestCluster cluster = await StartAsync();

        RpcException error = await Should.ThrowAsync<RpcException>(() => cluster.Reasoning.ReasonToEndAsync(
            new ReasonRequest { Problem = "What is the capital of France?" }));

        error.ShouldBeRefusal(
            StatusCode.InvalidArgument, ErrorReasons.ProblemNotReadable, "problem:", "Start with", "--Worker:Model:Folder");
    }

    [Fact]
    public async Task The_model_tells_its_form_and_defaults()
    {
        await using TestCluster cluster = await StartAsync();

        ListModelsResponse models =
            await cluster.Fleet.ListModelsAsync(new ListModelsRequest()).ResponseAsync.DefaultTimeout();

        Model model = models.Models.ShouldHaveSingleItem();
        model.ModelId.ShouldBe(EmbeddedModelInfo.ModelId);
        model.ProblemForm.Example.ShouldStartWith("Start with");
        model.Defaults.PathCount.ShouldBe(8);
        model.Defaults.Rounds.FirstIntervalTokens.ShouldBeGreaterThan(0);
        model.FreePathSlots.ShouldBe(32);
    }

    private static async Task<TestCluster> StartAsync()
    {
        TestCluster cluster = await TestCluster.StartRouterAsync();
        await cluster.AddWorkerAsync("w1", null, "--Worker:Model:Threads", "1");
        await cluster.AddWorkerAsync("w2", null, "--Worker:Model:Threads", "1");
        return cluster;
    }
}
