using Grpc.Core;
using LeaP.Protocol.Common.V1;
using LeaP.Protocol.Reasoning.V1;
using LeaP.Reasoning.Sessions;
using LeaP.Router.Mapping;
using LeaP.Router.Tests.Support;
using RoutingStage = LeaP.Protocol.Common.V1.RoutingStage;
using Stage = LeaP.Reasoning.Sessions.RoutingStage;

namespace LeaP.Router.Tests.Mapping;

/// <summary>Groups, layers, beginnings, schedules, votes and budgets of a request.</summary>
public sealed class ModeRequestTests : IAsyncDisposable
{
    private static readonly Dictionary<string, (string Field, Action<ReasonRequest> Set)> Wrong = new()
    {
        ["paths that are no multiple of the group"] = ("path_count", r => Groups(r, paths: 6, size: 4)),
        ["group of one"] = ("groups.group_size", r => Groups(r, size: 1)),
        ["group of 65"] = ("groups.group_size", r => Groups(r, size: 65)),
        ["group of a negative size"] = ("groups.group_size", r => Groups(r, size: -2)),
        ["talk that leaves no turn"] = ("groups.communicate_rounds", r => Groups(r, rounds: 13)),
        ["negative talk"] = ("groups.communicate_rounds", r => Groups(r, rounds: -1)),
        ["exchange rounds beside groups"] =
            ("rounds.exchange_rounds", r => Groups(r).Rounds = new RoundSchedule { ExchangeRounds = { 2 } }),
        ["layers beside groups"] = ("mixture", r => Groups(r).Mixture = new AgentMixture()),
        ["one layer"] = ("mixture.layers", r => Layers(r, layers: 1)),
        ["17 layers"] = ("mixture.layers", r => Layers(r, layers: 17)),
        ["negative layers"] = ("mixture.layers", r => Layers(r, layers: -1)),
        ["65 agents"] = ("mixture.agents mixture", r => Layers(r, layers: 2, agents: 65)),
        ["negative agents"] = ("mixture.agents", r => Layers(r, agents: -1)),
        ["65 final agents"] = ("mixture.final_agents mixture", r => Layers(r, final: 65)),
        ["too many paths over all layers"] = ("mixture", r => Layers(r, layers: 16, agents: 10)),
        ["paths beside layers"] = ("path_count", r => Layers(r).PathCount = 10),
        ["layers without an answer section"] = ("answer_section", r => Layers(r).AnswerSection = false),
        ["layers with a beginning"] = ("path_beginnings", r => Layers(r).PathBeginnings.Add("x")),
        ["beginnings that are too long together"] = ("path_beginnings", LongBeginnings),
        ["early stop of the shortest vote"] = ("stop_when_decided", r => StopEarly(r).Vote = "shortest"),
        ["stage of round 0"] = ("peer_routing.schedule[0].from_round", r => Stages(r, new RoutingStage())),
        ["stage of round 1025"] =
            ("peer_routing.schedule[0].from_round", r => Stages(r, new RoutingStage { FromRound = 1025 })),
        ["stages out of order"] = ("peer_routing.schedule[1].from_round", r =>
            Stages(r, new RoutingStage { FromRound = 3 }, new RoutingStage { FromRound = 3 })),
        ["stage of an unknown policy"] = ("peer_routing.schedule[0].policy", r =>
            Stages(r, new RoutingStage { FromRound = 2, Policy = "nearest" })),
        ["stage of 64 peers"] = ("peer_routing.schedule[0].peer_count", r =>
            Stages(r, new RoutingStage { FromRound = 2, PeerCount = 64 })),
    };

    private readonly RouterParts _router = new();

    public static TheoryData<string> Faults => [.. Wrong.Keys];

    [Theory]
    [MemberData(nameof(Faults))]
    public void A_wrong_field_is_named(string fault)
    {
        (string fields, Action<ReasonRequest> set) = Wrong[fault];
        _router.Link("worker-a", RouterParts.Model() with { Modes = ReasoningModes.All });
        ReasonRequest request = NewRequest();
        set(request);

        RpcException refused = Should.Throw<RpcException>(() => Read(request));

        refused.StatusCode.ShouldBe(StatusCode.InvalidArgument);
        RouterParts.FieldsOf(refused).ShouldBe(fields.Split(' '));
        refused.Status.Detail.ShouldContain($"{fields.Split(' ')[0]}: must ");
    }

    [Fact]
    public void A_bare_request_has_none_of_it()
    {
        _router.Link("worker-a", RouterParts.Model());

        SessionSettings settings = Read(NewRequest());

        settings.Groups.ShouldBeNull();
        settings.Mixture.ShouldBeNull();
        settings.PathBeginnings.ShouldBeEmpty();
        settings.StopWhenDecided.ShouldBeFalse();
        settings.TokenBudget.ShouldBe(0);
        settings.Vote.ShouldBe("majority");
        settings.Rounds.FirstIntervalTokens.ShouldBe(0);
        settings.Rounds.MaxContextTokens.ShouldBe(0);
        settings.ConcurrentPaths.ShouldBe(5);
    }

    [Fact]
    public void Leap_s_takes_groups_of_four_that_talk_once()
    {
        _router.Link("worker-a", RouterParts.Model());
        ReasonRequest request = NewRequest();
        request.Mode = "leap-s";
        request.PathCount = 8;

        SessionSettings settings = Read(request);

        settings.Groups.ShouldBe(new GroupSettings(4, 1));
        settings.Rounds.ExchangeRounds.ShouldBe([1]);
        settings.Exchanges.ShouldBeTrue();
        Enumerable.Range(0, 8).Select(settings.GroupOf).ShouldBe([1, 1, 1, 1, 2, 2, 2, 2]);
    }

    [Fact]
    public void Moa_takes_four_layers_of_three_agents_and_one_final()
    {
        _router.Link("worker-a", RouterParts.Model() with { Modes = ReasoningModes.All });
        ReasonRequest request = NewRequest();
        request.Mode = "moa";

        SessionSettings settings = Read(request);

        settings.Mixture.ShouldBe(new MixtureSettings(4, 3, 1));
        settings.PathCount.ShouldBe(10);
        settings.ConcurrentPaths.ShouldBe(3);
        settings.Exchanges.ShouldBeFalse();
    }

    [Fact]
    public void A_model_without_wording_for_a_mode_refuses_it_and_names_those_it_has()
    {
        _router.Link("worker-a", RouterParts.Model());
        ReasonRequest request = NewRequest();
        request.Mode = "moa";

        RpcException refused = Should.Throw<RpcException>(() => Read(request));

        RouterParts.ReasonOf(refused).ShouldBe("MODE_NOT_OFFERED");
        RouterParts.FieldsOf(refused).ShouldBe(["mode"]);
        refused.Status.Detail.ShouldContain("leap, leap-t, leap-s, independent");
    }

    [Fact]
    public void A_stage_takes_what_it_leaves_open_from_the_stage_before()
    {
        _router.Link("worker-a", RouterParts.Model());
        ReasonRequest request = NewRequest();
        Stages(
            request,
            new RoutingStage { FromRound = 2, Policy = "clustered" },
            new RoutingStage { FromRound = 5, PeerCount = 0 },
            new RoutingStage { FromRound = 7, Policy = "confident", PeerCount = 1 });

        RoutingSettings routing = Read(request).Routing;

        routing.Schedule.ShouldBe([new Stage(2, "clustered", 3), new Stage(5, "clustered", 0), new Stage(7, "confident", 1)]);
        routing.StageOf(1).ShouldBe(new Stage(1, "hybrid", 3));
        routing.StageOf(6).ShouldBe(new Stage(5, "clustered", 0));
        routing.StageOf(99).ShouldBe(new Stage(7, "confident", 1));
    }

    [Fact]
    public void Beginnings_are_one_for_all_or_one_for_each()
    {
        _router.Link("worker-a", RouterParts.Model());
        ReasonRequest one = NewRequest();
        one.PathBeginnings.Add("So");
        ReasonRequest each = NewRequest();
        each.PathBeginnings.Add(["a", "", "c", "d", "e"]);

        Enumerable.Range(0, 5).Select(Read(one).BeginningOf).ShouldAllBe(text => text == "So");
        Enumerable.Range(0, 5).Select(Read(each).BeginningOf).ShouldBe(["a", "", "c", "d", "e"]);
    }

    public ValueTask DisposeAsync() => _router.DisposeAsync();

    private static ReasonRequest NewRequest() => new() { Problem = "1+1" };

    private static ReasonRequest Groups(ReasonRequest request, int paths = 8, int size = 4, int rounds = 1)
    {
        request.Mode = "leap-s";
        request.PathCount = paths;
        request.Groups = new PathGroups { GroupSize = size, CommunicateRounds = rounds };
        return request;
    }

    private static ReasonRequest Layers(ReasonRequest request, int layers = 3, int agents = 2, int final = 1)
    {
        request.Mode = "moa";
        request.Mixture = new AgentMixture { Layers = layers, Agents = agents, FinalAgents = final };
        return request;
    }

    private static ReasonRequest StopEarly(ReasonRequest request)
    {
        request.StopWhenDecided = true;
        return request;
    }

    private static void LongBeginnings(ReasonRequest request)
    {
        request.PathCount = 10;
        request.PathBeginnings.Add(Enumerable.Repeat(new string('b', 110_000), 10));
    }

    private static void Stages(ReasonRequest request, params RoutingStage[] stages) =>
        request.PeerRouting = new PeerRoutingConfig { Schedule = { stages } };

    private SessionSettings Read(ReasonRequest request) => _router.Get<ReasonRequestReader>().Read(request);
}
