using System.Collections.Concurrent;
using LeaP.Evaluation.Runs;
using LeaP.Evaluation.Tests.Support;
using LeaP.TestKit;

namespace LeaP.Evaluation.Tests.Runs;

public sealed class PlanExecutionTests
{
    private readonly ConcurrentQueue<RunItem> _ran = new();

    [Fact]
    public async Task Only_what_is_missing_runs()
    {
        RunPlan plan = Samples.Plan(problems: 3, runs: 2);
        RunItem[] items = [.. plan.Items];
        RunRecord[] done = [.. items.Take(5).Select(item => Samples.Record(item))];
        var expected = new List<int>();

        IReadOnlyCollection<RunRecord> records = await RunAsync(plan, done, compareTokens: false, expected, item => Samples.Record(item));

        _ran.Select(item => item.Key).ShouldBe(items.Skip(5).Select(item => item.Key));
        expected.ShouldBe([7]);
        records.Select(record => record.Key).ShouldBe(items.Select(item => item.Key), ignoreOrder: true);
    }

    [Fact]
    public async Task As_many_independent_sessions_run_on_top_as_equal_tokens_need()
    {
        RunPlan plan = Samples.Plan(problems: 2);

        // A LeaP path costs 75 tokens and an independent one 30: 2 paths against 5, which is 2 more runs of 2.
        RunRecord Run(RunItem item) => Samples.Record(item, tokens: item.Setting.IsIndependent ? 30 : 75);
        IReadOnlyCollection<RunRecord> records = await RunAsync(plan, [], compareTokens: true, [], Run);

        records.Where(record => record.Run >= plan.Runs).Select(record => record.Key).ShouldBe(
            [new("independent", 0, 1), new("independent", 1, 1), new("independent", 0, 2), new("independent", 1, 2)], ignoreOrder: true);
        records.Count.ShouldBe(8);

        _ran.Clear();
        await RunAsync(plan, [.. records], compareTokens: true, [], Run);
        _ran.ShouldBeEmpty();
    }

    [Fact]
    public async Task The_first_error_ends_everything()
    {
        RunPlan plan = Samples.Plan(problems: 50);

        await Should.ThrowAsync<InvalidDataException>(() => RunAsync(
            plan, [], compareTokens: true, [], item => item.Problem == 3 ? throw new InvalidDataException() : Samples.Record(item)));

        _ran.Count.ShouldBeLessThan(20);
    }

    [Fact]
    public async Task No_more_sessions_run_at_once_than_there_are_slots_for()
    {
        RunPlan plan = Samples.Plan(problems: 10);
        var gate = new TaskCompletionSource(TaskCreationOptions.RunContinuationsAsynchronously);
        var three = new TaskCompletionSource(TaskCreationOptions.RunContinuationsAsynchronously);
        int running = 0;
        int most = 0;
        var executor = new RunExecutor(
            async (item, _) =>
            {
                int now = Interlocked.Increment(ref running);
                most = Math.Max(most, now);
                if (now == 3)
                {
                    three.TrySetResult();
                }

                await gate.Task;
                Interlocked.Decrement(ref running);
                return Samples.Record(item);
            },
            new SlotLimiter(7),
            width: 2);

        Task all = executor.RunAsync(plan.Items, _ => { }, CancellationToken.None);
        await three.Task.DefaultTimeout();
        gate.SetResult();
        await all.DefaultTimeout();

        most.ShouldBe(3);
    }

    [Fact]
    public void Problems_are_asked_with_one_seed_under_all_settings_and_another_in_each_run()
    {
        RunPlan plan = Samples.Plan(problems: 3, runs: 3);

        var seeds = plan.Items.Select(item => (item.Problem, item.Run, plan.CreateRequest(item).Sampling.Seed)).Distinct().ToArray();

        seeds.Length.ShouldBe(9);
        seeds.Select(seed => seed.Seed).Distinct().Count().ShouldBe(9);
        seeds.Where(seed => seed.Run == 0).Select(seed => seed.Seed).ShouldBe([5L << 20, (5L << 20) + 1, (5L << 20) + 2]);
    }

    private async Task<IReadOnlyCollection<RunRecord>> RunAsync(
        RunPlan plan, IReadOnlyCollection<RunRecord> done, bool compareTokens, List<int> expected, Func<RunItem, RunRecord> run)
    {
        var executor = new RunExecutor(
            async (item, cancellationToken) =>
            {
                _ran.Enqueue(item);
                await Task.Yield();
                cancellationToken.ThrowIfCancellationRequested();
                return run(item);
            },
            new SlotLimiter(1),
            width: 2);
        return await new PlanExecution(plan, executor, _ => { }).RunAsync(done, compareTokens, expected.Add, CancellationToken.None).DefaultTimeout();
    }
}
