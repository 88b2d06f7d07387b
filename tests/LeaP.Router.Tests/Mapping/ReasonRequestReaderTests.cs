using Google.Protobuf.WellKnownTypes;
using Grpc.Core;
using LeaP.Protocol.Common.V1;
using LeaP.Protocol.Reasoning.V1;
using LeaP.Reasoning.Sessions;
using LeaP.Router.Mapping;
using LeaP.Router.Tests.Support;
using ProblemForm = LeaP.Reasoning.Prompts.ProblemForm;

namespace LeaP.Router.Tests.Mapping;

public sealed class ReasonRequestReaderTests : IAsyncDisposable
{
    private readonly RouterParts _router = new();

    [Fact]
    public void A_bare_request_takes_the_model_s_settings_and_then_the_router_s()
    {
        _router.Link("worker-a", RouterParts.Model());

        SessionSettings settings = Read(new ReasonRequest { Problem = "1+1" });

        settings.Problem.ShouldBe("1+1");
        settings.Model.ShouldBe("model");
        settings.Mode.ShouldBe("leap");
        settings.PathCount.ShouldBe(5);
        settings.Rounds.IntervalTokens.ShouldBe(11);
        settings.Rounds.SummaryTokens.ShouldBe(12);
        settings.Rounds.MaxTurns.ShouldBe(13);
        settings.Rounds.AnswerTokens.ShouldBe(14);
        settings.Rounds.ExchangeRounds.ShouldBeEmpty();
        settings.Routing.ShouldBe(new RoutingSettings("hybrid", 3, "levenshtein"));
        settings.Sampling.Temperature.ShouldBe(0.5f);
        settings.Sampling.TopP.ShouldBe(0.75f);
        settings.Sampling.TopK.ShouldBeNull();
        settings.Sampling.MinP.ShouldBeNull();
        settings.Sampling.RepetitionPenalty.ShouldBeNull();
        settings.Seed.ShouldBe(RouterParts.DrawnSeed);
        settings.AnswerFormat.ShouldBe("boxed");
        settings.AnswerSection.ShouldBeTrue();
        settings.TextWanted.ShouldBeFalse();
        settings.TimeLimit.ShouldBe(TimeSpan.FromHours(2));
        settings.Labels.ShouldBeEmpty();
    }

    [Fact]
    public void What_a_request_says_wins()
    {
        _router.Link("worker-a", RouterParts.Model());
        var request = new ReasonRequest
        {
            Problem = "1+1",
            Model = "model",
            Mode = "leap-t",
            PathCount = 2,
            Rounds = new RoundSchedule
            {
                IntervalTokens = 21,
                SummaryTokens = 22,
                MaxTurns = 23,
                AnswerTokens = 24,
                ExchangeRounds = { 4, 2, 4 },
            },
            PeerRouting = new PeerRoutingConfig { Policy = "random", PeerCount = 0, Similarity = "indel" },
            Sampling = new SamplingParameters
            {
                Temperature = 0,
                TopP = 1,
                TopK = 9,
                MinP = 0.5f,
                RepetitionPenalty = 1.25f,
                Seed = 0,
                StopSequences = { "END" },
            },
            AnswerFormat = "choice",
            AnswerSection = false,
            EventDetail = EventDetail.Tokens,
            TimeLimit = Duration.FromTimeSpan(TimeSpan.FromSeconds(90)),
            Labels = { ["team"] = "maths" },
        };

        SessionSettings settings = Read(request);

        settings.Mode.ShouldBe("leap-t");
        settings.PathCount.ShouldBe(2);
        settings.Rounds.IntervalTokens.ShouldBe(21);
        settings.Rounds.SummaryTokens.ShouldBe(22);
        settings.Rounds.MaxTurns.ShouldBe(23);
        settings.Rounds.AnswerTokens.ShouldBe(24);
        settings.Rounds.ExchangeRounds.ShouldBe([2, 4]);
        settings.Routing.ShouldBe(new RoutingSettings("random", 0, "indel"));
        settings.Sampling.Temperature.ShouldBe(0);
        settings.Sampling.TopP.ShouldBe(1);
        settings.Sampling.TopK.ShouldBe(9);
        settings.Sampling.MinP.ShouldBe(0.5f);
        settings.Sampling.RepetitionPenalty.ShouldBe(1.25f);
        settings.Sampling.StopStrings.ShouldBe(["END"]);
        settings.Seed.ShouldBe(0);
        settings.AnswerFormat.ShouldBe("choice");
        settings.AnswerSection.ShouldBeFalse();
        settings.TextWanted.ShouldBeTrue();
        settings.TimeLimit.ShouldBe(TimeSpan.FromSeconds(90));
        settings.Labels["team"].ShouldBe("maths");
    }

    [Fact]
    public void A_model_that_wants_more_paths_than_the_router_allows_gets_as_many_as_allowed()
    {
        Protocol.Common.V1.ModelDefaults defaults = RouterParts.Defaults();
        defaults.PathCount = 1000;
        _router.Link("worker-a", RouterParts.Model() with { Defaults = defaults });

        Read(new ReasonRequest { Problem = "1+1" }).PathCount.ShouldBe(64);
    }

    [Theory]
    [InlineData(0, 0, 7)]
    [InlineData(30, 0, 0)]
    [InlineData(0, 9, 9)]
    [InlineData(30, 9, 9)]
    public void The_models_first_interval_holds_where_the_request_sets_no_interval_at_all(int interval, int first, int expected)
    {
        Protocol.Common.V1.ModelDefaults defaults = RouterParts.Defaults();
        defaults.Rounds.FirstIntervalTokens = 7;
        _router.Link("worker-a", RouterParts.Model() with { Defaults = defaults });

        Read(new ReasonRequest
        {
            Problem = "1+1",
            Rounds = new() { IntervalTokens = interval, FirstIntervalTokens = first },
        }).Rounds.FirstIntervalTokens.ShouldBe(expected);
    }

    [Fact]
    public void A_model_without_a_similarity_of_its_own_takes_indel()
    {
        Protocol.Common.V1.ModelDefaults defaults = RouterParts.Defaults();
        defaults.PeerRouting.Similarity = "";
        _router.Link("worker-a", RouterParts.Model() with { Defaults = defaults });

        Read(new ReasonRequest { Problem = "1+1" }).Routing.Similarity.ShouldBe("indel");
    }

    [Fact]
    public void Without_a_worker_no_model_is_served()
    {
        RpcException refused = Refused(new ReasonRequest { Problem = "1+1" });

        refused.StatusCode.ShouldBe(StatusCode.NotFound);
        RouterParts.ReasonOf(refused).ShouldBe("MODEL_NOT_SERVED");
        refused.Status.Detail.ShouldContain("--Worker:RouterAddress");
    }

    [Fact]
    public void A_model_nobody_serves_is_named_with_those_that_are()
    {
        _router.Link("worker-a", RouterParts.Model("second"), RouterParts.Model("first"));

        RpcException refused = Refused(new ReasonRequest { Problem = "1+1", Model = "third" });

        refused.StatusCode.ShouldBe(StatusCode.NotFound);
        refused.Status.Detail.ShouldContain("\"third\"");
        refused.Status.Detail.ShouldContain("first, second");
    }

    [Fact]
    public void The_model_may_be_left_out_only_when_there_is_one()
    {
        _router.Link("worker-a", RouterParts.Model("first"));
        _router.Link("worker-b", RouterParts.Model("first"));
        Read(new ReasonRequest { Problem = "1+1" }).Model.ShouldBe("first");

        _router.Link("worker-c", RouterParts.Model("second"));

        RpcException refused = Refused(new ReasonRequest { Problem = "1+1" });
        refused.StatusCode.ShouldBe(StatusCode.InvalidArgument);
        RouterParts.FieldsOf(refused).ShouldBe(["model"]);
        refused.Status.Detail.ShouldContain("first, second");
    }

    [Fact]
    public void A_problem_the_model_cannot_read_is_answered_with_one_it_can()
    {
        var form = new ProblemForm("^[0-9+]+$", "Sums of numbers.", "12+34", sentencePrefix: "");
        _router.Link("worker-a", RouterParts.Model(form: form));

        Read(new ReasonRequest { Problem = "1+1" }).Problem.ShouldBe("1+1");
        RpcException refused = Refused(new ReasonRequest { Problem = "What is love?" });

        refused.StatusCode.ShouldBe(StatusCode.InvalidArgument);
        RouterParts.ReasonOf(refused).ShouldBe("PROBLEM_NOT_READABLE");
        RouterParts.FieldsOf(refused).ShouldBe(["problem"]);
        refused.Status.Detail.ShouldContain("12+34");
    }

    [Fact]
    public void Only_answer_formats_the_model_has_wording_for_are_offered()
    {
        _router.Link("worker-a", RouterParts.Model(formats: ["text", "boxed"]));

        Read(new ReasonRequest { Problem = "1+1", AnswerFormat = "text" }).AnswerFormat.ShouldBe("text");
        RpcException refused = Refused(new ReasonRequest { Problem = "1+1", AnswerFormat = "choice" });

        RouterParts.FieldsOf(refused).ShouldBe(["answer_format"]);
        refused.Status.Detail.ShouldContain("boxed, text");
    }

    public ValueTask DisposeAsync() => _router.DisposeAsync();

    private SessionSettings Read(ReasonRequest request) => _router.Get<ReasonRequestReader>().Read(request);

    private RpcException Refused(ReasonRequest request) => Should.Throw<RpcException>(() => Read(request));
}
