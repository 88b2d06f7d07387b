using LeaP.Simulations.Autoscaling;
using LeaP.Simulations.Autoscaling.Fleet;
using LeaP.Simulations.Autoscaling.Load;
using LeaP.Simulations.Autoscaling.Scaling;

namespace LeaP.Simulations.Tests.Autoscaling;

public sealed class DaySimulationTests
{
    private static readonly FleetSettings Fleet = new();
    private static readonly LoadSettings Load = new()
    {
        Length = TimeSpan.FromHours(4),
        QuietRate = 3,
        BusyRate = 4,
        BurstStart = TimeSpan.FromHours(1.5),
    };

    public static TheoryData<string> Settings => [.. ScalingPlans.Make(Fleet).Select(plan => plan.Name)];

    [Theory]
    [MemberData(nameof(Settings))]
    public async Task No_session_is_lost_and_replicas_stay_at_or_above_the_fewest(string name)
    {
        for (ulong seed = 1; seed <= 3; seed++)
        {
            IReplicaController controller = ScalingPlans.Make(Fleet).Single(plan => plan.Name == name);
            DayResult day = await RunAsync(controller, seed);

            day.Lost.ShouldBe(0);
            day.Refused.ShouldBe(0);
            day.Ended.ShouldBe(day.Arrived);
            day.QueueTimes.Count.ShouldBe(day.Arrived);
            day.FewestReplicas.ShouldBeGreaterThanOrEqualTo(controller.MinReplicas);
            day.UsedGpuTime.ShouldBeLessThanOrEqualTo(day.GpuTime);
        }
    }

    [Fact]
    public async Task Slots_are_held_for_as_long_as_the_paths_need_when_nothing_moves()
    {
        IReadOnlyList<SessionPlan> plans = new DailyLoad(Load, 5).Make();
        DayResult day = await RunAsync(new FixedReplicas("fixed", 60), 5);

        day.MovedPaths.ShouldBe(0);
        TimeSpan needed = plans.SelectMany(plan => plan.PathTimes).Aggregate((sum, time) => sum + time);
        (day.UsedGpuTime * Fleet.SlotsPerWorker).TotalSeconds.ShouldBe(needed.TotalSeconds, 0.01);
    }

    [Fact]
    public async Task A_day_is_the_same_when_it_is_run_again()
    {
        DayResult one = await RunAsync(ScalingPlans.Make(Fleet)[1], 9);
        DayResult two = await RunAsync(ScalingPlans.Make(Fleet)[1], 9);

        two.QueueTimes.ShouldBe(one.QueueTimes);
        two.GpuTime.ShouldBe(one.GpuTime);
        two.Samples.ShouldBe(one.Samples);
    }

    [Fact]
    public async Task Paths_of_a_worker_whose_drain_takes_too_long_move_and_still_end()
    {
        var steps = new Queue<int>([8, 8, 8, 8, 8, 8, 8, 8, 2, 2, 2, 2]);
        DayResult day = await RunAsync(new Steps(steps), 4, Fleet with { DrainGrace = TimeSpan.FromSeconds(20) });

        day.MovedPaths.ShouldBeGreaterThan(0);
        day.Lost.ShouldBe(0);
        (day.Ended + day.Refused).ShouldBe(day.Arrived);
    }

    [Fact]
    public async Task Sessions_that_find_no_slots_in_time_are_refused_and_not_lost()
    {
        DayResult day = await RunAsync(
            new FixedReplicas("one", 1), 6, Fleet with { PlacementTimeLimit = TimeSpan.FromMinutes(2) });

        day.Refused.ShouldBeGreaterThan(0);
        day.Lost.ShouldBe(0);
        (day.Ended + day.Refused).ShouldBe(day.Arrived);
        day.QueueTimes.ShouldAllBe(time => time <= TimeSpan.FromMinutes(2));
    }

    private static Task<DayResult> RunAsync(IReplicaController controller, ulong seed, FleetSettings? fleet = null) =>
        DaySimulation.RunAsync(
            fleet ?? Fleet,
            controller,
            new DailyLoad(Load, seed).Make(),
            Load.Length,
            seed,
            TestContext.Current.CancellationToken);

    private sealed class Steps(Queue<int> replicas) : IReplicaController
    {
        public string Name => "steps";

        public int InitialReplicas => 8;

        public int MinReplicas => 2;

        public TimeSpan Period => TimeSpan.FromMinutes(5);

        public int Decide(TimeSpan now, FleetReading fleet) => replicas.TryDequeue(out int next) ? next : 8;
    }
}
