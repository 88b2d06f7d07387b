using LeaP.Evaluation.Experiments;

namespace LeaP.Evaluation.Tests.Experiments;

public sealed class TrapSelectionTests
{
    private static readonly HarvestedPath[] Paths =
    [
        // Right and wrong paths that begin alike, and one wrong that begins otherwise.
        new(0, Text("1", "2", "3"), IsRight: true), new(0, Text("1", "2", "9"), IsRight: false), new(0, Text("7", "8", "9"), IsRight: false),
        // Only right ones; only wrong ones.
        new(1, Text("1", "2", "3"), IsRight: true), new(2, Text("4", "5", "6"), IsRight: false),
        // No wrong one begins otherwise.
        new(3, Text("1", "2", "3"), IsRight: true), new(3, Text("1", "2", "9"), IsRight: false),
        new(4, Text("1", "2", "3"), IsRight: true), new(4, Text("5", "2", "3"), IsRight: false), new(4, Text("6", "2", "3"), IsRight: false),
    ];

    [Fact]
    public void Only_problems_with_right_paths_and_a_wrong_beginning_are_taken()
    {
        IReadOnlyList<TrapProblem> chosen = TrapSelection.Choose(Paths, 0.15, 10, seed: 1);

        chosen.Select(problem => problem.Problem).ShouldBe([0, 4]);
        chosen[0].Wrong.ShouldBe(["value 7\n\n"]);
        chosen[0].Good.ShouldBe(["value 1\n\n"]);
        chosen[1].Wrong.ShouldBe(["value 5\n\n", "value 6\n\n"], ignoreOrder: true);
    }

    [Fact]
    public void A_seed_gives_one_choice_whatever_the_order_of_the_paths()
    {
        IReadOnlyList<TrapProblem> first = TrapSelection.Choose(Paths, 0.15, 1, seed: 5);
        IReadOnlyList<TrapProblem> second = TrapSelection.Choose(Paths.Reverse(), 0.15, 1, seed: 5);

        first.ShouldHaveSingleItem().Problem.ShouldBe(second.ShouldHaveSingleItem().Problem);
        first[0].Wrong.ShouldBe(second[0].Wrong);
    }

    [Fact]
    public void Different_seeds_take_different_problems() =>
        Enumerable.Range(0, 40).Select(seed => TrapSelection.Choose(Paths, 0.15, 1, seed)[0].Problem).Distinct().Order().ShouldBe([0, 4]);

    [Theory]
    [InlineData(TrapArm.None, 0)]
    [InlineData(TrapArm.One, 1)]
    [InlineData(TrapArm.Half, 3)]
    [InlineData(TrapArm.Different, 5)]
    [InlineData(TrapArm.Same, 5)]
    public void An_arm_traps_its_first_paths(TrapArm arm, int trapped)
    {
        var problem = new TrapProblem(0, ["x", "y"], ["g"]);

        TrapProblem.TrappedIn(arm, 5).ShouldBe(trapped);
        IReadOnlyList<string> beginnings = problem.BeginningsFor(arm, 5);
        (arm switch
        {
            TrapArm.None => beginnings.Count == 0,
            TrapArm.Same => beginnings.SequenceEqual(["x"]),
            _ => beginnings.Count == 5 && beginnings.TakeWhile(beginning => beginning.Length > 0).Count() == trapped,
        }).ShouldBeTrue();
    }

    [Fact]
    public void Mixed_beginnings_are_good_first() =>
        new TrapProblem(0, ["x", "y"], ["g"]).Mixed(2, 5).ShouldBe(["g", "g", "x", "y", "x"]);

    private static string Text(params string[] values) => string.Concat(values.Select(value => $"value {value}\n\n"));
}
