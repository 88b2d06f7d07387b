using Grpc.Core;
using LeaP.EmbeddedModel;
using LeaP.FunctionalTests.Support;
using LeaP.Protocol;
using LeaP.Protocol.Common.V1;
using LeaP.Protocol.Reasoning.V1;

namespace LeaP.FunctionalTests.Modes;

/// <summary>The modes with the embedded model, as far as its one form of problem lets it.</summary>
public sealed class EmbeddedModeTests
{
    [Fact]
    public async Task The_embedded_model_talks_in_groups_with_everything_beyond_the_paper_switched_on()
    {
        await using TestCluster cluster = await StartAsync();
        var request = new ReasonRequest
        {
            Problem = new ChainProblemGenerator(20261123).Next(12).Text,
            Mode = "leap-s",
            Groups = new PathGroups { GroupSize = 4, CommunicateRounds = 2 },
            PeerRouting = new PeerRoutingConfig
            {
                Policy = "confident",
                PeerCount = 3,
                OfferConclusions = true,
                CollapseSimilarity = 0.95,
            },
            Vote = "confidence",
            TokenBudget = 4000,
            StopWhenDecided = true,
            Sampling = new SamplingParameters { Seed = 1 },
        };

        IReadOnlyList<SessionEvent> events = await cluster.Reasoning.ReasonToEndAsync(request);

        Session session = events[^1].SessionFinished.Session;
        session.State.ShouldBe(Session.Types.State.Succeeded);
        session.Answer.Tallies.Sum(tally => tally.PathIds.Count).ShouldBeInRange(1, 2);
        session.Paths.ShouldAllBe(path => path.Confidence.MeanLogProbability <= 0 && path.Confidence.Tokens > 0);
        ModeSamples.Drawn(session.Usage).ShouldBeLessThanOrEqualTo(4000 + (8 * 12));
    }

    [Fact]
    public async Task It_has_no_wording_for_layers_and_says_so()
    {
        await using TestCluster cluster = await StartAsync();

        RpcException error = await Should.ThrowAsync<RpcException>(() => cluster.Reasoning.ReasonToEndAsync(
            new ReasonRequest { Problem = new ChainProblemGenerator(1).Next(8).Text, Mode = "moa" }));

        error.ShouldBeRefusal(
            StatusCode.InvalidArgument, ErrorReasons.ModeNotOffered, "mode:", EmbeddedModelInfo.ModelId, "leap-s", "moa");
    }

    private static async Task<TestCluster> StartAsync()
    {
        TestCluster cluster = await TestCluster.StartRouterAsync();
        await cluster.AddWorkerAsync("w1", null, "--Worker:Model:Threads", "1");
        return cluster;
    }
}
