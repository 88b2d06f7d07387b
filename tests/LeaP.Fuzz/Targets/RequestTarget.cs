using Grpc.Core;
using LeaP.Fuzz.Mutations;
using LeaP.Protocol.Common.V1;
using LeaP.Protocol.Link.V1;
using LeaP.Protocol.Reasoning.V1;
using LeaP.Reasoning.Catalogs;
using LeaP.Reasoning.PeerRouting;
using LeaP.Reasoning.Randomness;
using LeaP.Reasoning.Sessions;
using LeaP.Reasoning.Similarity;
using LeaP.Router.Links;
using LeaP.Router.Mapping;

namespace LeaP.Fuzz.Targets;

/// <summary>Broken requests of clients are refused with a status that is short enough to send; the rest make sessions.</summary>
internal sealed class RequestTarget : IFuzzTarget
{
    private const int MaxDetail = 6000;

    private static readonly ReasonRequest Request = new()
    {
        RequestId = "0199f4a2-0000-7000-8000-0000000000aa",
        Problem = "1+1",
        Model = "model",
        PathCount = 4,
        Mode = "leap",
        AnswerFormat = "boxed",
        Rounds = new RoundSchedule { IntervalTokens = 10, SummaryTokens = 10, MaxTurns = 3, AnswerTokens = 10 },
        PeerRouting = new PeerRoutingConfig { Policy = "hybrid", PeerCount = 2, Similarity = "indel" },
        Sampling = new SamplingParameters { Seed = 1, Temperature = 1, TopP = 0.5f, TopK = 3, MinP = 0.1f, RepetitionPenalty = 2, StopSequences = { "x" } },
        Labels = { ["a"] = "b" },
    };

    private readonly RouterParts _router = new();
    private bool _linked;

    public string Name => "request";

    public int Share => 250;

    public async ValueTask RunAsync(SeededRandom random)
    {
        if (!_linked)
        {
            _linked = true;
            var hello = new MessageStream<ConnectRequest>([new ConnectRequest { Sequence = 1, Hello = RouterParts.Hello() }]);
            WorkerIdentity worker = await _router.Get<LinkHandshake>().ReceiveAsync(hello, CancellationToken.None);
            _router.Get<WorkerDirectory>().Enter(_router.NewLink(worker));
        }

        ReasonRequest request = Request.Clone();
        MessageMutator.Mutate(request, random);
        if (MessageMutator.ThroughBytes(request, random) is not { } arrived)
        {
            return;
        }

        try
        {
            SessionSettings settings = _router.Get<ReasonRequestReader>().Read(arrived);
            var session = new ReasoningSession(
                "0199f4a2-0000-7000-8000-0000000000cc",
                settings,
                _router.Get<NamedCatalog<IPeerRoutingPolicy>>().Find(settings.Routing.Policy),
                _router.Get<NamedCatalog<ISimilarityMeasure>>().Find(settings.Routing.Similarity));
            LinkMapping.ToStartPaths(session, [session.Place(0, "worker")], TimeSpan.FromMinutes(1));
        }
        catch (RpcException exception)
            when (exception.StatusCode is StatusCode.InvalidArgument or StatusCode.NotFound
                && exception.Status.Detail.Length <= MaxDetail)
        {
            // Refused, as it should be.
        }
    }

    public ValueTask DisposeAsync() => _router.DisposeAsync();
}
