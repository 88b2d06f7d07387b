using FsCheck.Xunit;
using LeaP.Evaluation.Replays;
using LeaP.Reasoning.Catalogs;
using LeaP.Reasoning.PeerRouting;
using LeaP.Reasoning.Prompts;
using LeaP.Reasoning.Sessions;

namespace LeaP.Evaluation.Tests.Replays;

public sealed class WhatIfReplayTests
{
    private static readonly PromptTags Tags = new("<summarize>", "</summarize>", "<comment>", "</comment>", "</think>");
    private static readonly string[] Replayable =
        [.. PeerRoutingPolicies.All.Concat(PeerRoutingPolicies.Comparison).Select(policy => policy.Name).Where(name => name != PeerRoutingNames.Confident)];

    private readonly WhatIfReplay _replay = new(RoundRouting.Default);

    [Property(MaxTest = 50)]
    public bool The_sessions_own_settings_change_nothing(int seed, uint policy, uint peers)
    {
        string name = Replayable[policy % (uint)Replayable.Length];
        RecordedSession session = EventRecords.Read(RecordedEvents.Events(name, (int)(peers % 5), seed));

        return _replay.Run(session, session.Routing, session.Seed).All(delivery => delivery.Change == WhatIfChange.Same);
    }

    [Property(MaxTest = 50)]
    public bool A_session_read_from_its_texts_is_the_one_read_from_its_events(int seed, uint peers)
    {
        int count = (int)(peers % 5);
        RecordedSession told = EventRecords.Read(RecordedEvents.Events(PeerRoutingNames.Random, count, seed));
        RecordedSession written = new TranscriptRecords(RoundRouting.Default, Tags)
            .Read(RecordedEvents.Session(PeerRoutingNames.Random, count, seed));

        return !written.IsHeardRecorded
            && written.Rounds.Zip(told.Rounds).All(pair =>
                pair.First.Round == pair.Second.Round
                && pair.First.Summaries.SequenceEqual(pair.Second.Summaries)
                && pair.First.Heard.All(heard => heard.Value.SequenceEqual(pair.Second.Heard[heard.Key])));
    }

    [Fact]
    public void Another_policy_shows_who_is_new_and_who_is_missing()
    {
        RecordedSession session = EventRecords.Read(RecordedEvents.Events(PeerRoutingNames.Clustered, 2, 1));

        WhatIfDelivery first = _replay.Run(session, new RoutingSettings(PeerRoutingNames.Dispersed, 2, "indel"), 1)[0];

        (first.Round, first.PathId).ShouldBe((1, "p0"));
        first.Heard.ShouldBe(["p1", "p2"]);
        first.WouldHear.Select(peer => peer.PathId).ShouldBe(["p3", "p4"]);
        first.WouldHear.ShouldAllBe(peer => peer.IsNew);
        first.Missing.ShouldBe(["p1", "p2"]);
        first.Change.ShouldBe(WhatIfChange.Peers);
    }

    [Fact]
    public void The_same_peers_in_another_order_are_told_apart()
    {
        RecordedSession session = EventRecords.Read(RecordedEvents.Events(PeerRoutingNames.Clustered, 4, 1));

        IReadOnlyList<WhatIfDelivery> all = _replay.Run(session, new RoutingSettings(PeerRoutingNames.Dispersed, 4, "indel"), 1);

        all.ShouldAllBe(delivery => delivery.Missing.Count == 0 && delivery.WouldHear.All(peer => !peer.IsNew));
        all[0].Change.ShouldBe(WhatIfChange.Order);
    }

    [Fact]
    public void A_policy_that_goes_by_confidence_is_refused()
    {
        RecordedSession session = EventRecords.Read(RecordedEvents.Events(PeerRoutingNames.Clustered, 2, 1));

        Should.Throw<ReplayException>(() => _replay.Run(session, session.Routing with { Policy = PeerRoutingNames.Confident }, 1))
            .Message.ShouldContain("how sure");
    }

    [Fact]
    public void An_unknown_policy_is_refused_with_those_there_are()
    {
        RecordedSession session = EventRecords.Read(RecordedEvents.Events(PeerRoutingNames.Clustered, 2, 1));

        Should.Throw<UnknownNameException>(() => _replay.Run(session, session.Routing with { Policy = "similar" }, 1))
            .Message.ShouldContain("clustered");
    }
}
