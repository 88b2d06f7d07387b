using Grpc.Core;
using LeaP.FunctionalTests.Support;
using LeaP.Protocol;
using LeaP.Protocol.Common.V1;
using LeaP.Protocol.Reasoning.V1;
using LeaP.Reasoning.Similarity;
using LeaP.Similarity.Onnx;
using LeaP.Similarity.Onnx.Models;
using Microsoft.Extensions.Options;

namespace LeaP.FunctionalTests;

/// <summary>Peers chosen by meaning: a router with an embedding model.</summary>
public sealed class SemanticSimilarityTests
{
    private static readonly string Folder = System.IO.Path.Combine(AppContext.BaseDirectory, "Models", "wordpiece");

    [Fact]
    public async Task Peers_are_chosen_by_the_embedding_model_that_the_request_names()
    {
        await using TestCluster cluster = await TestCluster.StartScriptedAsync(
            routerSettings: ["--Router:Similarity:Models:tiny", Folder]);
        ReasonRequest request = Request("semantic:tiny");

        IReadOnlyList<SessionEvent> events = await cluster.Reasoning.ReasonToEndAsync(request);

        using SemanticSimilarity measure =
            SemanticSimilarity.Load("tiny", new EmbeddingModelOptions { Folder = Folder });
        events[^1].SessionFinished.Session.State.ShouldBe(Session.Types.State.Succeeded);
        events[^1].SessionFinished.Session.PeerRouting.Similarity.ShouldBe("semantic:tiny");
        RoundRouted round = events.First(e => e.RoundRouted is not null).RoundRouted;
        Dictionary<string, string> summaries = events
            .Where(e => e.SummaryPublished?.Round == round.Round)
            .ToDictionary(e => e.SummaryPublished.PathId, e => e.SummaryPublished.Summary);
        round.Deliveries.Count.ShouldBe(request.PathCount);
        foreach (RoundRouted.Types.Delivery delivery in round.Deliveries)
        {
            PeerSummary peer = delivery.Peers.ShouldHaveSingleItem();
            double[] all =
            [
                .. summaries.Where(entry => entry.Key != delivery.PathId)
                    .Select(entry => measure.Compute(summaries[delivery.PathId], entry.Value)),
            ];

            // Dispersed routing with one peer: the least similar of all others.
            ((double)peer.Similarity).ShouldBe(all.Min(), 1e-6);
        }
    }

    [Fact]
    public async Task A_name_that_is_not_there_is_refused_with_those_that_are()
    {
        await using TestCluster cluster = await TestCluster.StartScriptedAsync(
            routerSettings: ["--Router:Similarity:Models:tiny", Folder]);

        RpcException error = await Should.ThrowAsync<RpcException>(
            () => cluster.Reasoning.ReasonToEndAsync(Request("semantic:other")));

        error.ShouldBeRefusal(
            StatusCode.InvalidArgument,
            ErrorReasons.InvalidField,
            "peer_routing.similarity",
            $"{SimilarityNames.Indel}, {SimilarityNames.Levenshtein}, semantic:tiny",
            "semantic:other");
    }

    [Fact]
    public async Task A_folder_that_holds_no_embedding_model_stops_the_start_with_setting_and_file()
    {
        string folder = System.IO.Directory.CreateTempSubdirectory("leap-no-model-").FullName;
        try
        {
            OptionsValidationException error = await Should.ThrowAsync<OptionsValidationException>(
                () => TestCluster.StartRouterAsync("--Router:Similarity:Models:tiny", folder));

            error.Message.ShouldContain("Router:Similarity:Models:tiny");
            error.Message.ShouldContain("tokenizer.json");
        }
        finally
        {
            System.IO.Directory.Delete(folder, recursive: true);
        }
    }

    private static ReasonRequest Request(string similarity)
    {
        ReasonRequest request = SessionTests.Request(paths: 6);
        request.PeerRouting.Policy = "dispersed";
        request.PeerRouting.PeerCount = 1;
        request.PeerRouting.Similarity = similarity;
        return request;
    }
}
