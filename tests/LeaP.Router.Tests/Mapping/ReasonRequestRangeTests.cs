using Google.Protobuf.WellKnownTypes;
using Grpc.Core;
using LeaP.Protocol.Common.V1;
using LeaP.Protocol.Reasoning.V1;
using LeaP.Router.Mapping;
using LeaP.Router.Tests.Support;

namespace LeaP.Router.Tests.Mapping;

/// <summary>The ranges that the protos promise, at their edges.</summary>
public sealed class ReasonRequestRangeTests : IAsyncDisposable
{
    private static readonly Dictionary<string, (string Field, Action<ReasonRequest> Set)> Wrong = new()
    {
        ["empty problem"] = ("problem", r => r.Problem = ""),
        ["blank problem"] = ("problem", r => r.Problem = " \n\t"),
        ["long problem"] = ("problem", r => r.Problem = new string('x', 32_769)),
        ["request id that is no UUID"] = ("request_id", r => r.RequestId = "42"),
        ["unknown detail"] = ("event_detail", r => r.EventDetail = (EventDetail)4),
        ["17 labels"] = ("labels", r => Label(r, 17)),
        ["empty label"] = ("labels", r => r.Labels[""] = "x"),
        ["long label"] = ("labels", r => r.Labels[new string('k', 64)] = "x"),
        ["long label value"] = ("labels", r => r.Labels["k"] = new string('v', 64)),
        ["unknown mode"] = ("mode", r => r.Mode = "LEAP"),
        ["no path"] = ("path_count", r => r.PathCount = 0),
        ["65 paths"] = ("path_count", r => r.PathCount = 65),
        ["negative interval"] = ("rounds.interval_tokens", r => r.Rounds.IntervalTokens = -1),
        ["long interval"] = ("rounds.interval_tokens", r => r.Rounds.IntervalTokens = 131_073),
        ["negative summary"] = ("rounds.summary_tokens", r => r.Rounds.SummaryTokens = -1),
        ["long summary"] = ("rounds.summary_tokens", r => r.Rounds.SummaryTokens = 4097),
        ["negative turns"] = ("rounds.max_turns", r => r.Rounds.MaxTurns = -1),
        ["1025 turns"] = ("rounds.max_turns", r => r.Rounds.MaxTurns = 1025),
        ["negative answer"] = ("rounds.answer_tokens", r => r.Rounds.AnswerTokens = -1),
        ["long answer"] = ("rounds.answer_tokens", r => r.Rounds.AnswerTokens = 4097),
        ["exchange round 0"] = ("rounds.exchange_rounds", r => r.Rounds.ExchangeRounds.Add(0)),
        ["1025 exchange rounds"] =
            ("rounds.exchange_rounds", r => r.Rounds.ExchangeRounds.Add(Enumerable.Range(1, 1025))),
        ["no time for a round"] = ("rounds.round_time_limit", r => r.Rounds.RoundTimeLimit = new Duration()),
        ["a round longer than the router's"] =
            ("rounds.round_time_limit", r => r.Rounds.RoundTimeLimit = new Duration { Seconds = 601 }),
        ["a malformed round time"] =
            ("rounds.round_time_limit", r => r.Rounds.RoundTimeLimit = new Duration { Seconds = 1, Nanos = -1 }),
        ["quorum of none"] = ("rounds.quorum", r => r.Rounds.Quorum = 0),
        ["quorum above all"] = ("rounds.quorum", r => r.Rounds.Quorum = 1.01),
        ["quorum that is no number"] = ("rounds.quorum", r => r.Rounds.Quorum = double.NaN),
        ["unknown policy"] = ("peer_routing.policy", r => r.PeerRouting.Policy = "Dispersed"),
        ["negative peers"] = ("peer_routing.peer_count", r => r.PeerRouting.PeerCount = -1),
        ["64 peers"] = ("peer_routing.peer_count", r => r.PeerRouting.PeerCount = 64),
        ["quantile below 0"] = ("peer_routing.confidence_quantile", r => r.PeerRouting.ConfidenceQuantile = -0.1),
        ["quantile above 1"] = ("peer_routing.confidence_quantile", r => r.PeerRouting.ConfidenceQuantile = 1.1),
        ["quantile that is no number"] =
            ("peer_routing.confidence_quantile", r => r.PeerRouting.ConfidenceQuantile = double.NaN),
        ["collapse at 0"] = ("peer_routing.collapse_similarity", r => r.PeerRouting.CollapseSimilarity = 0),
        ["collapse above 1"] = ("peer_routing.collapse_similarity", r => r.PeerRouting.CollapseSimilarity = 1.01),
        ["65 stages"] = ("peer_routing.schedule", r => r.PeerRouting.Schedule.Add(
            Enumerable.Range(1, 65).Select(round => new RoutingStage { FromRound = round }))),
        ["long first interval"] = ("rounds.first_interval_tokens", r => r.Rounds.FirstIntervalTokens = 131_073),
        ["negative first interval"] = ("rounds.first_interval_tokens", r => r.Rounds.FirstIntervalTokens = -1),
        ["context of 15"] = ("rounds.max_context_tokens", r => r.Rounds.MaxContextTokens = 15),
        ["context longer than the model's"] = ("rounds.max_context_tokens", r => r.Rounds.MaxContextTokens = 4097),
        ["two beginnings for five paths"] = ("path_beginnings", r => r.PathBeginnings.Add(["a", "b"])),
        ["long beginning"] = ("path_beginnings", r => r.PathBeginnings.Add(new string('b', 131_073))),
        ["groups outside leap-s"] = ("groups", r => r.Groups = new PathGroups()),
        ["layers outside moa"] = ("mixture", r => r.Mixture = new AgentMixture()),
        ["unknown vote"] = ("vote", r => r.Vote = "Majority"),
        ["negative budget"] = ("token_budget", r => r.TokenBudget = -1),
        ["budget below one for each path"] = ("token_budget", r => r.TokenBudget = 4),
        ["huge budget"] = ("token_budget", r => r.TokenBudget = 1_000_000_000_001),
        ["unknown similarity"] = ("peer_routing.similarity", r => r.PeerRouting.Similarity = "cosine"),
        ["cold temperature"] = ("sampling.temperature", r => r.Sampling.Temperature = -0.1f),
        ["hot temperature"] = ("sampling.temperature", r => r.Sampling.Temperature = 2.1f),
        ["temperature that is no number"] = ("sampling.temperature", r => r.Sampling.Temperature = float.NaN),
        ["empty nucleus"] = ("sampling.top_p", r => r.Sampling.TopP = 0),
        ["nucleus above 1"] = ("sampling.top_p", r => r.Sampling.TopP = 1.01f),
        ["endless nucleus"] = ("sampling.top_p", r => r.Sampling.TopP = float.PositiveInfinity),
        ["top_k 0"] = ("sampling.top_k", r => r.Sampling.TopK = 0),
        ["negative min_p"] = ("sampling.min_p", r => r.Sampling.MinP = -0.1f),
        ["min_p above 1"] = ("sampling.min_p", r => r.Sampling.MinP = 1.1f),
        ["repetition_penalty below 0.1"] = ("sampling.repetition_penalty", r => r.Sampling.RepetitionPenalty = 0.09f),
        ["repetition_penalty above 10"] = ("sampling.repetition_penalty", r => r.Sampling.RepetitionPenalty = 10.1f),
        ["repetition_penalty that is no number"] = ("sampling.repetition_penalty", r => r.Sampling.RepetitionPenalty = float.NaN),
        ["9 stop sequences"] =
            ("sampling.stop_sequences", r => r.Sampling.StopSequences.Add(Enumerable.Repeat("stop", 9))),
        ["empty stop sequence"] = ("sampling.stop_sequences", r => r.Sampling.StopSequences.Add("")),
        ["long stop sequence"] = ("sampling.stop_sequences", r => r.Sampling.StopSequences.Add(new string('s', 65))),
        ["unknown answer format"] = ("answer_format", r => r.AnswerFormat = "Boxed"),
        ["no time"] = ("time_limit", r => r.TimeLimit = new Duration()),
        ["negative time"] = ("time_limit", r => r.TimeLimit = new Duration { Seconds = -1 }),
        ["a second more than a day"] = ("time_limit", r => r.TimeLimit = new Duration { Seconds = 86_401 }),
        ["a nanosecond more than a day"] =
            ("time_limit", r => r.TimeLimit = new Duration { Seconds = 86_400, Nanos = 1 }),
        ["time with too many nanoseconds"] =
            ("time_limit", r => r.TimeLimit = new Duration { Seconds = 1, Nanos = 1_000_000_000 }),
    };

    private readonly RouterParts _router = new();

    public ReasonRequestRangeTests() => _router.Link("worker-a", RouterParts.Model());

    public static TheoryData<string> Faults => [.. Wrong.Keys];

    [Theory]
    [MemberData(nameof(Faults))]
    public void A_wrong_field_is_named(string fault)
    {
        (string field, Action<ReasonRequest> set) = Wrong[fault];
        ReasonRequest request = NewRequest();
        set(request);

        RpcException refused = Should.Throw<RpcException>(() => Read(request));

        refused.StatusCode.ShouldBe(StatusCode.InvalidArgument);
        RouterParts.ReasonOf(refused).ShouldBe("INVALID_FIELD");
        RouterParts.FieldsOf(refused).ShouldBe([field]);
        refused.Status.Detail.ShouldContain($"{field}: must ");
    }

    [Fact]
    public void Everything_that_is_wrong_is_told_at_once()
    {
        ReasonRequest request = NewRequest();
        string[] fields = [.. Wrong.Values.Select(wrong => wrong.Field).Distinct()];
        foreach (string field in fields)
        {
            Wrong.Values.First(wrong => wrong.Field == field).Set(request);
        }

        RpcException refused = Should.Throw<RpcException>(() => Read(request));

        RouterParts.FieldsOf(refused).ShouldBe(fields, ignoreOrder: true);
    }

    [Fact]
    public void The_least_of_everything_is_allowed()
    {
        ReasonRequest request = NewRequest();
        request.Problem = "x";
        request.PathCount = 1;
        request.Rounds = new RoundSchedule
        {
            IntervalTokens = 1,
            SummaryTokens = 1,
            MaxTurns = 1,
            AnswerTokens = 1,
            ExchangeRounds = { 1 },
            FirstIntervalTokens = 1,
            MaxContextTokens = 16,
        };
        request.PathBeginnings.Add("");
        request.TokenBudget = 1;
        request.PeerRouting = new PeerRoutingConfig
        {
            PeerCount = 0,
            ConfidenceQuantile = 0,
            CollapseSimilarity = double.Epsilon,
            Schedule = { new RoutingStage { FromRound = 1 } },
        };
        request.Sampling = new SamplingParameters
        {
            Temperature = 0,
            TopP = float.Epsilon,
            TopK = 1,
            MinP = 0,
            RepetitionPenalty = 0.1f,
            Seed = long.MinValue,
            StopSequences = { "s" },
        };
        request.TimeLimit = new Duration { Nanos = 1 };

        Should.NotThrow(() => Read(request));
    }

    [Fact]
    public void The_most_of_everything_is_allowed()
    {
        ReasonRequest request = NewRequest();
        request.Problem = new string('x', 32_768);
        request.RequestId = Guid.Empty.ToString();
        request.PathCount = 64;
        request.Rounds = new RoundSchedule
        {
            IntervalTokens = 131_072,
            SummaryTokens = 4096,
            MaxTurns = 1024,
            AnswerTokens = 4096,
            ExchangeRounds = { Enumerable.Range(1, 1024) },
            FirstIntervalTokens = 131_072,
            MaxContextTokens = 4096,
        };
        request.PathBeginnings.Add(Enumerable.Repeat(new string('b', 16_384), 64));
        request.TokenBudget = 1_000_000_000_000;
        request.PeerRouting = new PeerRoutingConfig
        {
            PeerCount = 63,
            ConfidenceQuantile = 1,
            CollapseSimilarity = 1,
            Schedule = { Enumerable.Range(961, 64).Select(round => new RoutingStage { FromRound = round, PeerCount = 63 }) },
        };
        request.Sampling = new SamplingParameters
        {
            Temperature = 2,
            TopP = 1,
            TopK = int.MaxValue,
            MinP = 1,
            RepetitionPenalty = 10,
            Seed = long.MaxValue,
            StopSequences = { Enumerable.Repeat(new string('s', 64), 8) },
        };
        request.TimeLimit = new Duration { Seconds = 86_400 };
        Label(request, 15);
        request.Labels[new string('k', 63)] = new string('v', 63);

        Should.NotThrow(() => Read(request));
    }

    public ValueTask DisposeAsync() => _router.DisposeAsync();

    private static ReasonRequest NewRequest() => new()
    {
        Problem = "1+1",
        Rounds = new RoundSchedule(),
        PeerRouting = new PeerRoutingConfig(),
        Sampling = new SamplingParameters(),
    };

    private static void Label(ReasonRequest request, int count)
    {
        for (int i = 0; i < count; i++)
        {
            request.Labels[$"label-{i}"] = "";
        }
    }

    private Reasoning.Sessions.SessionSettings Read(ReasonRequest request) =>
        _router.Get<ReasonRequestReader>().Read(request);
}
