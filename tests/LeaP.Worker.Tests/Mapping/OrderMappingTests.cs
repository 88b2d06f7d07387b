using Google.Protobuf.WellKnownTypes;
using LeaP.Inference.Sampling;
using LeaP.Protocol.Common.V1;
using LeaP.Protocol.Link.V1;
using LeaP.Reasoning.Sessions;
using LeaP.Worker.Mapping;
using LeaP.Worker.Paths;
using LeaP.Worker.Tests.Support;
using ProtoAttempt = LeaP.Protocol.Link.V1.PathAttempt;
using ProtoSegment = LeaP.Protocol.Common.V1.TextSegment;

namespace LeaP.Worker.Tests.Mapping;

public sealed class OrderMappingTests
{
    private static readonly SamplingSettings Defaults = new() { Temperature = 0.3f, TopP = 0.4f, TopK = 5, MinP = 0.6f, RepetitionPenalty = 1.1f };

    [Fact]
    public void An_order_is_read_whole()
    {
        SessionOrder order = OrderMapping.ToOrder(NewStart(), Defaults);

        order.Model.ShouldBe("model");
        order.Problem.ShouldBe("1+1");
        order.Mode.ShouldBe("leap-t");
        order.AnswerFormat.ShouldBe("choice");
        order.AnswerSection.ShouldBeTrue();
        order.TextWanted.ShouldBeTrue();
        order.StopStrings.ShouldBe(["END"]);
        order.PeerWaitLimit.ShouldBe(TimeSpan.FromSeconds(90));
        order.SessionSeed.ShouldBe(ulong.MaxValue);
        order.Sampling.ShouldBe(new SamplingSettings { Temperature = 0, TopP = 0.5f, TopK = 7, MinP = 0, RepetitionPenalty = 1.3f });
        order.Rounds.IntervalTokens.ShouldBe(1);
        order.Rounds.SummaryTokens.ShouldBe(2);
        order.Rounds.MaxTurns.ShouldBe(3);
        order.Rounds.AnswerTokens.ShouldBe(4);
        order.Rounds.ExchangeRounds.ShouldBe([1, 2]);
    }

    [Fact]
    public void A_fresh_path_has_no_text_and_one_that_was_routed_brings_its_peers()
    {
        IReadOnlyList<PathOrder> paths = OrderMapping.ToOrder(NewStart(), Defaults).Paths;

        paths[0].Attempt.ShouldBe(Orders.Attempt(0));
        paths[0].Seed.ShouldBe(ulong.MaxValue - 1);
        paths[0].PriorText.ShouldBeEmpty();
        paths[0].Peers.ShouldBeNull();
        paths[0].Usage.ShouldBe(TokenCounts.Zero);
        paths[1].Attempt.ShouldBe(Orders.Attempt(1, 2));
        paths[1].Round.ShouldBe(2);
        paths[1].Peers.ShouldBe(["first", "second"]);
        paths[1].Usage.ShouldBe(new TokenCounts(1, 2, 3, 4, 5));
    }

    [Fact]
    public void A_moved_path_that_waits_for_its_peers_has_none_and_one_that_hears_nobody_has_an_empty_list()
    {
        StartPaths start = NewStart();
        start.Paths[1].Peers.Clear();
        OrderMapping.ToOrder(start, Defaults).Paths[1].Peers.ShouldNotBeNull().ShouldBeEmpty();

        start.Paths[1].Routed = false;

        OrderMapping.ToOrder(start, Defaults).Paths[1].Peers.ShouldBeNull();
    }

    [Fact]
    public void Sampling_that_is_not_set_is_the_model_s_own()
    {
        StartPaths start = NewStart();
        start.Sampling = new SamplingParameters();
        OrderMapping.ToOrder(start, Defaults).Sampling.ShouldBe(Defaults);

        start.Sampling = null;

        OrderMapping.ToOrder(start, Defaults).Sampling.ShouldBe(Defaults);
    }

    [Fact]
    public void A_path_that_is_none_is_refused_by_its_name() =>
        Should.Throw<FormatException>(() => OrderMapping.ToAttempt(new ProtoAttempt { PathId = "q1" }))
            .Message.ShouldContain("q1");

    [Fact]
    public void Text_of_no_kind_is_refused()
    {
        StartPaths start = NewStart();
        start.Paths[1].PriorText.Add(new ProtoSegment { Text = "x" });

        Should.Throw<FormatException>(() => OrderMapping.ToOrder(start, Defaults)).Message.ShouldContain("Unspecified");
    }

    private static StartPaths NewStart()
    {
        var start = new StartPaths
        {
            SessionId = Orders.SessionId,
            ModelId = "model",
            Problem = "1+1",
            Mode = "leap-t",
            AnswerFormat = "choice",
            AnswerSection = true,
            TextWanted = true,
            PeerWaitLimit = Duration.FromTimeSpan(TimeSpan.FromSeconds(90)),
            Sampling = new SamplingParameters
            {
                Temperature = 0,
                TopP = 0.5f,
                TopK = 7,
                MinP = 0,
                RepetitionPenalty = 1.3f,
                Seed = -1,
                StopSequences = { "END" },
            },
            Rounds = new RoundSchedule
            {
                IntervalTokens = 1,
                SummaryTokens = 2,
                MaxTurns = 3,
                AnswerTokens = 4,
                ExchangeRounds = { 1, 2 },
            },
        };
        start.Paths.Add(new PathStart { Attempt = Attempt("p0", 1), Seed = -2 });
        start.Paths.Add(new PathStart
        {
            Attempt = Attempt("p1", 2),
            Round = 2,
            Routed = true,
            Peers = { new PeerSummary { Text = "first" }, new PeerSummary { Text = "second" } },
            PriorText = { new ProtoSegment { Kind = ProtoSegment.Types.Kind.Prompt, Text = "1+1" } },
            Usage = new TokenUsage
            {
                PromptTokens = 1,
                ReasoningTokens = 2,
                SummaryTokens = 3,
                PeerTokens = 4,
                DiscardedTokens = 5,
            },
        });
        return start;
    }

    private static ProtoAttempt Attempt(string path, int number) =>
        new() { SessionId = Orders.SessionId, PathId = path, Attempt = number };
}
