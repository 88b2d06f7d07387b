using Google.Protobuf;
using LeaP.Evaluation.Replays;
using LeaP.Protocol.Reasoning.V1;

namespace LeaP.Evaluation.Tests.Replays;

public sealed class RecordFilesTests
{
    private static readonly string[] Events = [.. RecordedEvents.Events("clustered", 2, 1).Select((happened, i) =>
    {
        happened.Sequence = i + 1;
        return JsonFormatter.Default.Format(happened);
    })];

    [Fact]
    public void Events_are_read_as_the_command_line_prints_them()
    {
        RecordFiles.IsSession(Events, "e.jsonl").ShouldBeFalse();
        EventRecords.Read(RecordFiles.Events(Events, "e.jsonl")).Rounds.Count.ShouldBe(2);
    }

    [Fact]
    public void A_whole_session_is_told_from_events()
    {
        string[] lines = [JsonFormatter.Default.Format(RecordedEvents.Session("clustered", 2, 1))];

        RecordFiles.IsSession(lines, "s.json").ShouldBeTrue();
        RecordFiles.Sessions(lines, "s.json").ShouldHaveSingleItem().Paths.Count.ShouldBe(5);
    }

    [Fact]
    public void A_line_that_is_no_event_is_named_with_file_and_number() =>
        Should.Throw<ReplayException>(() => RecordFiles.Events([Events[0], "{\"round\":"], "e.jsonl")).Message.ShouldStartWith("e.jsonl, line 2:");

    [Theory]
    [InlineData("")]
    [InlineData("[]")]
    [InlineData("not JSON")]
    [InlineData("{\"format\":\"leap-results/1\"}")]
    public void A_file_of_something_else_is_refused(string line) =>
        Should.Throw<ReplayException>(() => RecordFiles.IsSession([line], "x.json")).Message.ShouldStartWith("x.json");

    [Fact]
    public void Events_without_exchanges_say_what_is_missing() =>
        Should.Throw<ReplayException>(() => EventRecords.Read(RecordedEvents.Events("clustered", 2, 1).Take(1)))
            .Message.ShouldContain("less detail than rounds");

    [Fact]
    public void Events_without_their_first_say_what_is_missing() =>
        Should.Throw<ReplayException>(() => EventRecords.Read(RecordedEvents.Events("clustered", 2, 1).Skip(1)))
            .Message.ShouldContain("session_accepted");

    [Fact]
    public void Sessions_of_modes_without_free_exchange_are_refused()
    {
        SessionEvent[] events = [.. RecordedEvents.Events("clustered", 2, 1)];
        events[0].SessionAccepted.Session.Mode = "moa";

        Should.Throw<ReplayException>(() => EventRecords.Read(events)).Message.ShouldContain("mode moa");
    }
}
