using FsCheck.Xunit;
using LeaP.Simulations.Autoscaling.Scaling;

namespace LeaP.Simulations.Tests.Autoscaling;

public sealed class HorizontalScalerTests
{
    private static readonly ScalingDirection AtOnce =
        new(TimeSpan.Zero, [new ScalingPolicy(PolicyKind.Percent, 100_000, TimeSpan.FromSeconds(15))]);

    private static readonly ScalingDirection DownAtOnce =
        new(TimeSpan.Zero, [new ScalingPolicy(PolicyKind.Percent, 100, TimeSpan.FromSeconds(15))]);

    [Theory]
    [InlineData(4, 1.0, 0.5, 8)]
    [InlineData(4, 0.25, 0.5, 2)]
    [InlineData(3, 0.7, 0.5, 5)]
    [InlineData(10, 0.549, 0.5, 10)]
    [InlineData(10, 0.451, 0.5, 10)]
    [InlineData(10, 0.56, 0.5, 12)]
    [InlineData(10, 0.44, 0.5, 9)]
    public void Desired_is_the_ceiling_of_current_times_metric_over_target_outside_the_tolerance(
        int current, double value, double target, int desired) =>
        Scaler(new ScalingMetric(_ => value, TargetKind.Value, target))
            .Decide(TimeSpan.Zero, Fleet(current)).ShouldBe(desired);

    [Theory]
    [InlineData(4, 100, 10, 10)]
    [InlineData(4, 101, 10, 11)]
    [InlineData(10, 109, 10, 10)]
    [InlineData(10, 112, 10, 12)]
    [InlineData(10, 5, 10, 1)]
    public void An_average_value_is_shared_by_the_replicas(int current, double value, double target, int desired) =>
        Scaler(new ScalingMetric(_ => value, TargetKind.AverageValue, target))
            .Decide(TimeSpan.Zero, Fleet(current)).ShouldBe(desired);

    [Fact]
    public void Of_several_metrics_the_one_that_asks_for_most_counts() =>
        Scaler(
            new ScalingMetric(_ => 1, TargetKind.Value, 0.5),
            new ScalingMetric(_ => 90, TargetKind.AverageValue, 10))
            .Decide(TimeSpan.Zero, Fleet(4)).ShouldBe(9);

    [Fact]
    public void Replicas_that_are_not_ready_are_not_multiplied() =>
        Scaler(new ScalingMetric(_ => 1.0, TargetKind.Value, 0.5))
            .Decide(TimeSpan.Zero, Fleet(8) with { ReadyReplicas = 4 }).ShouldBe(8);

    [Fact]
    public void A_metric_that_cannot_be_read_scales_nothing() =>
        Scaler(ScalingMetric.SlotShare(0.5)).Decide(TimeSpan.Zero, new FleetReading(3, 0, 0, 0, 100, 10)).ShouldBe(3);

    [Fact]
    public void Upwards_the_default_is_the_double_or_four_more_in_15_seconds()
    {
        var scaler = new HorizontalScaler(Settings(10_000) with { Up = ScalingDirection.DefaultUp });

        scaler.Decide(TimeSpan.Zero, Fleet(2)).ShouldBe(6);
        scaler.Decide(TimeSpan.FromSeconds(5), Fleet(6)).ShouldBe(6);
        scaler.Decide(TimeSpan.FromSeconds(15), Fleet(6)).ShouldBe(12);
        scaler.Decide(TimeSpan.FromSeconds(30), Fleet(12)).ShouldBe(24);
    }

    [Fact]
    public void Downwards_the_highest_recommendation_of_the_window_holds()
    {
        double value = 80;
        var scaler = new HorizontalScaler(Settings(() => value) with { Down = ScalingDirection.DefaultDown });
        scaler.Decide(TimeSpan.Zero, Fleet(8)).ShouldBe(8);
        value = 10;

        scaler.Decide(TimeSpan.FromMinutes(1), Fleet(8)).ShouldBe(8);
        scaler.Decide(TimeSpan.FromMinutes(4.9), Fleet(8)).ShouldBe(8);
        scaler.Decide(TimeSpan.FromMinutes(5.1), Fleet(8)).ShouldBe(1);
    }

    [Fact]
    public void Upwards_the_lowest_recommendation_of_the_window_holds()
    {
        double value = 20;
        var scaler = new HorizontalScaler(Settings(() => value) with
        {
            Up = AtOnce with { Stabilization = TimeSpan.FromMinutes(1) },
        });
        scaler.Decide(TimeSpan.Zero, Fleet(2)).ShouldBe(2);
        value = 90;

        scaler.Decide(TimeSpan.FromSeconds(30), Fleet(2)).ShouldBe(2);
        scaler.Decide(TimeSpan.FromSeconds(61), Fleet(2)).ShouldBe(9);
    }

    [Fact]
    public void A_policy_of_pods_limits_a_period_and_not_a_step()
    {
        var scaler = new HorizontalScaler(Settings(10) with
        {
            Down = new ScalingDirection(TimeSpan.Zero, [new ScalingPolicy(PolicyKind.Pods, 2, TimeSpan.FromMinutes(1))]),
        });

        scaler.Decide(TimeSpan.Zero, Fleet(9)).ShouldBe(7);
        scaler.Decide(TimeSpan.FromSeconds(15), Fleet(7)).ShouldBe(7);
        scaler.Decide(TimeSpan.FromSeconds(60), Fleet(7)).ShouldBe(5);
    }

    [Property(MaxTest = 300)]
    public void Replicas_never_leave_their_bounds(int[] values, byte start)
    {
        var wanted = new Queue<int>(values);
        var scaler = new HorizontalScaler(Settings(() => Math.Abs((long)wanted.Peek())) with { MinReplicas = 3, MaxReplicas = 20 });
        int replicas = 3 + (start % 18);
        TimeSpan now = TimeSpan.Zero;
        while (wanted.Count > 0)
        {
            replicas = scaler.Decide(now, Fleet(replicas));
            replicas.ShouldBeInRange(3, 20);
            wanted.Dequeue();
            now += TimeSpan.FromSeconds(15);
        }
    }

    [Fact]
    public void Without_work_the_last_worker_goes_after_the_cooldown_and_comes_back_for_the_first_session()
    {
        var scaler = new EventScaler(
            new HorizontalScaler(Settings(0) with { Metrics = [ScalingMetric.SlotDemand(10)] }), TimeSpan.FromMinutes(5));
        var idle = new FleetReading(1, 1, 16, 0, 0, 0);

        scaler.Decide(TimeSpan.Zero, idle with { UsedSlots = 8 }).ShouldBe(1);
        scaler.Decide(TimeSpan.FromMinutes(4.9), idle).ShouldBe(1);
        scaler.Decide(TimeSpan.FromMinutes(5), idle).ShouldBe(0);
        scaler.Decide(TimeSpan.FromMinutes(6), idle with { Replicas = 0, ReadyReplicas = 0, Slots = 0 }).ShouldBe(0);
        scaler.Decide(TimeSpan.FromMinutes(7), new FleetReading(0, 0, 0, 0, 8, 1)).ShouldBe(1);
    }

    private static HorizontalScaler Scaler(params ScalingMetric[] metrics) => new(Settings(0) with { Metrics = metrics });

    private static HorizontalScalerSettings Settings(double value) => Settings(() => value);

    private static HorizontalScalerSettings Settings(Func<double> value) => new()
    {
        Name = "test",
        MinReplicas = 1,
        MaxReplicas = 1000,
        Metrics = [new ScalingMetric(_ => value(), TargetKind.AverageValue, 10)],
        Up = AtOnce,
        Down = DownAtOnce,
    };

    private static FleetReading Fleet(int replicas) => new(replicas, replicas, 16 * replicas, 0, 0, 0);
}
