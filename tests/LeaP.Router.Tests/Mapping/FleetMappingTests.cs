using Google.Protobuf.WellKnownTypes;
using LeaP.Protocol.Fleet.V1;
using LeaP.Router.Mapping;
using State = LeaP.Protocol.Fleet.V1.Worker.Types.State;

namespace LeaP.Router.Tests.Mapping;

public sealed class FleetMappingTests
{
    [Fact]
    public void A_worker_that_several_routers_tell_of_is_one_with_the_paths_of_all_links()
    {
        Worker[] merged =
        [
            .. FleetMapping.Merge(
            [
                Told("b", "1", State.Active, 8, 3, seen: 20),
                Told("a", "1", State.Active, 4, 1, seen: 20),
                Told("b", "1", State.Active, 7, 2, seen: 30),
            ]),
        ];

        merged.Select(worker => worker.WorkerId).ShouldBe(["a", "b"]);
        (merged[1].MaxConcurrentPaths, merged[1].RunningPaths).ShouldBe((15, 5));
        merged[1].LastSeenTime.Seconds.ShouldBe(30);
        merged[1].ConnectTime.Seconds.ShouldBe(10);
    }

    [Theory]
    [InlineData(State.Active, State.Draining, State.Draining, 16)]
    [InlineData(State.Active, State.Lost, State.Active, 8)]
    [InlineData(State.Draining, State.Lost, State.Draining, 8)]
    [InlineData(State.Lost, State.Lost, State.Lost, 16)]
    public void Links_that_are_there_say_how_it_is(State one, State other, State merged, int paths)
    {
        Worker worker = FleetMapping.Merge([Told("a", "1", one, 8, 0, seen: 1), Told("a", "1", other, 8, 0, seen: 2)])
            .ShouldHaveSingleItem();

        (worker.State, worker.MaxConcurrentPaths).ShouldBe((merged, paths));
    }

    [Fact]
    public void Of_several_lives_of_a_name_the_one_that_is_there_is_shown()
    {
        Worker worker = FleetMapping.Merge(
            [Told("a", "early", State.Lost, 8, 0, seen: 9), Told("a", "late", State.Active, 8, 0, seen: 5)]).ShouldHaveSingleItem();

        worker.InstanceId.ShouldBe("late");
    }

    private static Worker Told(string id, string instance, State state, int paths, int running, int seen) => new()
    {
        WorkerId = id,
        InstanceId = instance,
        State = state,
        MaxConcurrentPaths = paths,
        RunningPaths = running,
        ConnectTime = new Timestamp { Seconds = seen - 10 },
        LastSeenTime = new Timestamp { Seconds = seen },
    };
}
