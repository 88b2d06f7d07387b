using LeaP.Evaluation.Datasets;
using LeaP.Evaluation.Experiments;
using LeaP.Evaluation.Grading;
using LeaP.Evaluation.Runs;
using LeaP.Protocol.Reasoning.V1;

namespace LeaP.Evaluation.Tests.Experiments;

public sealed class BeginningsPlanTests
{
    private static readonly EvaluationProblem[] Harvested =
        [.. Enumerable.Range(0, 3).Select(i => new EvaluationProblem($"q{i}", $"Problem {i}", new ReferenceAnswer("1")))];

    private static readonly TrapProblem[] Chosen = [new(0, ["wrong 0"], ["good 0"]), new(2, ["wrong 2"], ["good 2"])];
    private static readonly ReasonRequest Template = new() { Mode = "leap", PathCount = 4, PeerRouting = new() { Policy = "clustered" } };

    [Fact]
    public void Each_arm_is_run_alone_and_with_leap_on_one_seed_a_problem()
    {
        (RunPlan plan, RunItem[] items) = Plan(plan => plan.AddTrap([TrapArm.None, TrapArm.Same]));

        plan.Problems.Select(problem => problem.Id).ShouldBe(["q0", "q2"]);
        items.Select(item => (item.Setting.Name, item.Problem)).ShouldBe(
            [
                ("independent none", 0), ("leap none", 0), ("independent same", 0), ("leap same", 0),
                ("independent none", 1), ("leap none", 1), ("independent same", 1), ("leap same", 1),
            ]);
        ReasonRequest[] requests = [.. items.Select(plan.CreateRequest)];
        requests.Take(4).Select(request => request.Sampling.Seed).Distinct().ShouldHaveSingleItem();
        requests[0].PathBeginnings.ShouldBeEmpty();
        requests[3].PathBeginnings.ShouldBe(["wrong 0"]);
        requests[7].PathBeginnings.ShouldBe(["wrong 2"]);
        (requests[2].Mode, requests[3].Mode, requests[3].PeerRouting.Policy).ShouldBe(("independent", "leap", "clustered"));
    }

    [Fact]
    public void Labels_tell_the_arm_and_how_many_are_trapped()
    {
        (_, RunItem[] items) = Plan(plan => plan.AddTrap([TrapArm.Half]));

        items.ShouldAllBe(item => item.Setting.Labels["arm"] == "half" && item.Setting.Labels["trapped"] == "2" && item.Setting.Labels["experiment"] == "prefix-trap");
    }

    [Fact]
    public void Tolerance_has_mixed_leap_and_two_baselines()
    {
        (RunPlan plan, RunItem[] items) = Plan(plan => plan.AddTolerance([0, 1]));

        plan.Settings.Select(setting => setting.Name).ShouldBe(["leap 0 good", "leap 1 good", "independent 0 good", "independent 4 good"]);
        plan.CreateRequest(items[1]).PathBeginnings.ShouldBe(["good 0", "wrong 0", "wrong 0", "wrong 0"]);
        plan.CreateRequest(items[3]).PathBeginnings.ShouldAllBe(beginning => beginning == "good 0");
    }

    private static (RunPlan Plan, RunItem[] Items) Plan(Action<BeginningsPlan> add)
    {
        var beginnings = new BeginningsPlan(Harvested, Chosen, Template);
        add(beginnings);
        RunPlan plan = beginnings.Create("test", 1, Graders.Catalog.Find(GraderNames.Default));
        return (plan, [.. beginnings.Items(plan)]);
    }
}
