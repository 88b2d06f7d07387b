using LeaP.Protocol.Common.V1;
using LeaP.Protocol.Link.V1;
using LeaP.Reasoning.Paths;
using LeaP.Reasoning.Sessions;
using LeaP.Router.Mapping;
using LeaP.Router.Sessions;
using LeaP.Router.Tests.Support;
using ProtoAttempt = LeaP.Protocol.Link.V1.PathAttempt;
using ProtoSegment = LeaP.Protocol.Common.V1.TextSegment;
using TextSegment = LeaP.Reasoning.Paths.TextSegment;

namespace LeaP.Router.Tests.Mapping;

public sealed class LinkMappingTests
{
    private static readonly FakeLink Link = new("worker-a", 4);

    private static readonly Dictionary<string, (string Named, Action Read)> Invalid = new()
    {
        ["a summary without an attempt"] =
            ("summary_reported.attempt: must be set", () => Read(new SummaryReported { Round = 1 })),
        ["a summary of round 0"] =
            ("summary_reported.round: must be 1 or more", () => Read(new SummaryReported { Attempt = Attempt() })),
        ["a summary with text of no kind"] = (
            "summary_reported.text.kind",
            () => Read(new SummaryReported { Attempt = Attempt(), Round = 1, Text = { new ProtoSegment { Text = "x" } } })),
        ["a summary with text of an unknown kind"] = (
            "summary_reported.text.kind",
            () => Read(new SummaryReported
            {
                Attempt = Attempt(),
                Round = 1,
                Text = { new ProtoSegment { Kind = (ProtoSegment.Types.Kind)99 } },
            })),
        ["an end without an attempt"] =
            ("path_finished.attempt: must be set", () => Read(new PathFinished { FinishReason = FinishReason.Stop })),
        ["an end without a reason"] =
            ("path_finished.finish_reason: must be set", () => Read(new PathFinished { Attempt = Attempt() })),
        ["a failure without a cause"] =
            ("path_failed.failure.reason: must be set", () => Read(new PathFailed { Attempt = Attempt() })),
        ["a failure with an empty cause"] = (
            "path_failed.failure.reason: must be set",
            () => Read(new PathFailed { Attempt = Attempt(), Failure = new Failure { Message = "It broke." } })),
        ["a failure without an attempt"] = (
            "path_failed.attempt: must be set",
            () => Read(new PathFailed { Failure = new Failure { Reason = "X" } })),
        ["a session that is no UUID"] =
            ("m.attempt.session_id: must be a UUID", () => LinkMapping.ToAttempt(Attempt(session: "s"), "m")),
        ["a path that is none"] =
            ("m.attempt.path_id: must be p0", () => LinkMapping.ToAttempt(Attempt(path: "x0"), "m")),
        ["attempt 0"] =
            ("m.attempt.attempt: must be 1 or more", () => LinkMapping.ToAttempt(Attempt(number: 0), "m")),
    };

    public static TheoryData<string> Faults => [.. Invalid.Keys];

    [Theory]
    [MemberData(nameof(Faults))]
    public void A_worker_s_message_is_refused_by_field_when_it_has(string fault)
    {
        (string named, Action read) = Invalid[fault];

        Should.Throw<InvalidMessageException>(read).Message.ShouldContain(named);
    }

    [Fact]
    public void A_summary_is_read_whole()
    {
        var message = new SummaryReported
        {
            Attempt = Attempt(path: "p3", number: 2),
            Round = 5,
            Summary = "So far.",
            Usage = new TokenUsage
            {
                PromptTokens = 1,
                ReasoningTokens = 2,
                SummaryTokens = 3,
                PeerTokens = 4,
                DiscardedTokens = 5,
            },
        };
        foreach (ProtoSegment.Types.Kind kind in Enum.GetValues<ProtoSegment.Types.Kind>().Skip(1))
        {
            message.Text.Add(new ProtoSegment { Kind = kind, Text = kind.ToString() });
        }

        SessionCommand.SummaryArrived summary = LinkMapping.ToCommand(message, Link);

        summary.Round.ShouldBe(5);
        summary.Summary.ShouldBe("So far.");
        summary.Link.ShouldBeSameAs(Link);
        summary.Report.Attempt.ShouldBe(SessionSamples.Attempt(3, 2));
        summary.Report.Usage.ShouldBe(new TokenCounts(1, 2, 3, 4, 5));
        summary.Report.Text.Select(segment => segment.Kind.ToString()).ShouldBe(summary.Report.Text.Select(s => s.Text));
        summary.Report.Text.Select(segment => segment.Kind).ShouldBe(Enum.GetValues<TextKind>(), ignoreOrder: true);
    }

    [Theory]
    [InlineData(FinishReason.Stop, PathFinishReason.Stop)]
    [InlineData(FinishReason.Length, PathFinishReason.Length)]
    [InlineData(FinishReason.Cancelled, PathFinishReason.Cancelled)]
    [InlineData(FinishReason.Failed, PathFinishReason.Failed)]
    [InlineData((FinishReason)99, PathFinishReason.Failed)]
    public void An_end_is_read_and_an_unknown_reason_counts_as_failed(FinishReason sent, PathFinishReason read)
    {
        SessionCommand.PathEnded ended = LinkMapping.ToCommand(
            new PathFinished { Attempt = Attempt(), FinishReason = sent, Answer = "42" });

        ended.Reason.ShouldBe(read);
        ended.Answer.ShouldBe("42");
        ended.Report.Usage.ShouldBe(TokenCounts.Zero);
    }

    [Fact]
    public void A_failure_is_read_whole()
    {
        var failure = new Failure { Reason = "ENGINE_FAILED", Message = "It broke.", Retryable = true };

        SessionCommand.PathBroke broke =
            LinkMapping.ToCommand(new PathFailed { Attempt = Attempt(), Failure = failure });

        broke.Attempt.ShouldBe(SessionSamples.Attempt(0));
        broke.Failure.ShouldBe(new SessionFailure("ENGINE_FAILED", "It broke.", Retryable: true));
    }

    [Fact]
    public void A_start_says_everything_the_worker_needs()
    {
        SessionSettings settings = SessionSamples.Settings() with { TextWanted = true, AnswerSection = false };
        ReasoningSession session = SessionSamples.Session(settings);

        StartPaths start = LinkMapping.ToStartPaths(
            session, [session.Place(0, "worker-a"), session.Place(1, "worker-a")], TimeSpan.FromMinutes(3));

        start.SessionId.ShouldBe(SessionSamples.Id);
        start.ModelId.ShouldBe("model");
        start.Problem.ShouldBe(settings.Problem);
        start.Mode.ShouldBe("leap");
        start.AnswerFormat.ShouldBe("boxed");
        start.AnswerSection.ShouldBeFalse();
        start.TextWanted.ShouldBeTrue();
        start.PeerWaitLimit.ToTimeSpan().ShouldBe(TimeSpan.FromMinutes(3));
        start.Rounds.ShouldBe(new RoundSchedule
        {
            IntervalTokens = 100,
            SummaryTokens = 20,
            MaxTurns = 3,
            AnswerTokens = 30,
        });
        start.Sampling.ShouldBe(new SamplingParameters
        {
            Temperature = 0.5f,
            TopP = 0.75f,
            TopK = 20,
            MinP = 0.25f,
            RepetitionPenalty = 1.5f,
            Seed = 7,
            StopSequences = { "END" },
        });
        start.Paths.Select(path => path.PathIndex).ShouldBe([0, 1]);
        start.Paths.ShouldAllBe(path => path.PriorText.Count == 0 && path.Round == 0 && !path.Routed);
        start.Paths[0].Seed.ShouldNotBe(start.Paths[1].Seed);
        unchecked((ulong)start.Paths[1].Seed).ShouldBe(settings.PathSeed(1));
    }

    [Fact]
    public void Unset_sampling_stays_unset()
    {
        ReasoningSession session = SessionSamples.Session(
            SessionSamples.Settings() with { Sampling = new SamplingValues() });

        SamplingParameters sampling =
            LinkMapping.ToStartPaths(session, [session.Place(0, "worker-a")], TimeSpan.FromMinutes(3)).Sampling;

        sampling.ShouldBe(new SamplingParameters { Seed = 7 });
    }

    [Fact]
    public void A_moved_path_takes_its_text_and_its_peers_along_once_they_are_chosen()
    {
        ReasoningSession session = SessionSamples.Session();
        session.TakeSummary(SessionSamples.Report(session.Place(0, "worker-a"), "one "), 1, "first");
        session.Displace(0);
        PathStart waiting = Start(session, session.Place(0, "worker-b"));
        session.TakeSummary(SessionSamples.Report(session.Place(1, "worker-a"), "two "), 1, "second");
        session.CloseRound();
        session.Displace(0);
        PathStart routed = Start(session, session.Place(0, "worker-c"));

        waiting.Attempt.Attempt.ShouldBe(2);
        waiting.Round.ShouldBe(1);
        waiting.Routed.ShouldBeFalse();
        waiting.Peers.ShouldBeEmpty();
        waiting.PriorText.ShouldBe([new ProtoSegment { Kind = ProtoSegment.Types.Kind.Reasoning, Text = "one " }]);
        waiting.Usage.ShouldBe(new TokenUsage
        {
            PromptTokens = 1,
            ReasoningTokens = 10,
            SummaryTokens = 2,
            PeerTokens = 3,
        });
        routed.Attempt.Attempt.ShouldBe(3);
        routed.Routed.ShouldBeTrue();
        routed.Peers.ShouldHaveSingleItem().ShouldSatisfyAllConditions(
            peer => peer.PathId.ShouldBe("p1"),
            peer => peer.Text.ShouldBe("second"));
    }

    [Fact]
    public void Peers_and_cancels_name_their_attempts()
    {
        PeerBlocks blocks = LinkMapping.ToPeerBlocks(
            2,
            [
                new PeerDelivery(SessionSamples.Attempt(1, 3), [new RoutedPeer(0, 0.25, "first")]),
                new PeerDelivery(SessionSamples.Attempt(0), []),
            ]);
        CancelPaths cancel = LinkMapping.ToCancelPaths([SessionSamples.Attempt(1, 3)], "enough");

        blocks.Round.ShouldBe(2);
        blocks.Blocks[0].Attempt.ShouldBe(Attempt(path: "p1", number: 3));
        blocks.Blocks[0].Peers.ShouldBe([new PeerSummary { PathId = "p0", Similarity = 0.25f, Text = "first" }]);
        blocks.Blocks[1].Peers.ShouldBeEmpty();
        cancel.Reason.ShouldBe("enough");
        cancel.Attempts.ShouldBe([Attempt(path: "p1", number: 3)]);
    }

    [Fact]
    public void Every_kind_of_text_comes_back_as_it_went()
    {
        foreach (TextKind kind in Enum.GetValues<TextKind>())
        {
            var segment = new TextSegment(kind, "text");

            CommonMapping.ToSegments([CommonMapping.ToProto(segment)], "m").ShouldBe([segment]);
        }
    }

    private static PathStart Start(ReasoningSession session, Reasoning.Sessions.PathAttempt attempt) =>
        LinkMapping.ToStartPaths(session, [attempt], TimeSpan.FromMinutes(3)).Paths.ShouldHaveSingleItem();

    private static ProtoAttempt Attempt(string session = SessionSamples.Id, string path = "p0", int number = 1) =>
        new() { SessionId = session, PathId = path, Attempt = number };

    private static void Read(SummaryReported message) => LinkMapping.ToCommand(message, Link);

    private static void Read(PathFinished message) => LinkMapping.ToCommand(message);

    private static void Read(PathFailed message) => LinkMapping.ToCommand(message);
}
