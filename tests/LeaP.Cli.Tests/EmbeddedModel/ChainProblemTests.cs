using System.Numerics;
using System.Text.RegularExpressions;
using FsCheck.Xunit;
using LeaP.EmbeddedModel;

namespace LeaP.Cli.Tests.EmbeddedModel;

public sealed partial class ChainProblemTests
{
    [Property]
    public void Problems_have_the_form_the_model_reads_and_the_answer_a_second_calculation_gives(int seed, byte draw)
    {
        int operations = 2 + (draw % 15);

        ChainProblem problem = new ChainProblemGenerator(seed).Next(operations);

        Form().IsMatch(problem.Text).ShouldBeTrue();
        problem.Operations.Count.ShouldBe(operations);
        problem.Answer.ShouldBe(WorkOut(problem.Text));
    }

    [Fact]
    public void A_value_below_zero_wraps_around() =>
        new ChainProblem(3, [new(ChainOperator.Minus, 9), new(ChainOperator.Times, 2)]).Answer.ShouldBe("88");

    [Fact]
    public void An_answer_below_ten_has_no_leading_zero() =>
        new ChainProblem(99, [new(ChainOperator.Add, 1), new(ChainOperator.Add, 7)]).Answer.ShouldBe("7");

    [Fact]
    public void Equal_seeds_give_equal_problems_and_other_seeds_others()
    {
        Draw(5).ShouldBe(Draw(5));
        Draw(5).Intersect(Draw(6)).ShouldBeEmpty();
        Draw(5).Distinct().Count().ShouldBe(200);
    }

    [Theory]
    [InlineData(1)]
    [InlineData(17)]
    public void A_number_of_steps_the_model_does_not_read_is_refused(int operations) =>
        Should.Throw<ArgumentOutOfRangeException>(() => new ChainProblemGenerator(1).Next(operations));

    [Theory]
    [InlineData(ChainOperator.Add, 0)]
    [InlineData(ChainOperator.Times, 1)]
    [InlineData(ChainOperator.Minus, 10)]
    public void An_operand_outside_its_range_is_refused(ChainOperator chosen, int operand) =>
        Should.Throw<ArgumentOutOfRangeException>(() => new ChainOperation(chosen, operand));

    [Fact]
    public void A_missing_model_folder_is_named()
    {
        var exception = Should.Throw<DirectoryNotFoundException>(() => EmbeddedModelFolder.Find("/nowhere"));

        exception.Message.ShouldContain("/nowhere/models/leap-embedded");
        exception.Message.ShouldContain("model.onnx");
    }

    private static IReadOnlyList<string> Draw(int seed)
    {
        var generator = new ChainProblemGenerator(seed);
        return [.. Enumerable.Range(0, 200).Select(_ => generator.Next(12).Text)];
    }

    // The whole chain in exact arithmetic, reduced once at the end.
    private static string WorkOut(string text)
    {
        BigInteger value = BigInteger.Parse(StartValue().Match(text).Groups[1].Value);
        foreach (Match step in Step().Matches(text))
        {
            BigInteger operand = BigInteger.Parse(step.Groups[2].Value);
            value = step.Groups[1].Value switch
            {
                "Add" => value + operand,
                "Minus" => value - operand,
                _ => value * operand,
            };
        }

        return (((value % 100) + 100) % 100).ToString();
    }

    [GeneratedRegex(@"^Start with (?:0|[1-9][0-9]?)\.(?: (?:Add [1-9]|Minus [1-9]|Times [2-9])\.){2,16}$")]
    private static partial Regex Form();

    [GeneratedRegex(@"^Start with (\d+)\.")]
    private static partial Regex StartValue();

    [GeneratedRegex(@"(Add|Minus|Times) (\d)\.")]
    private static partial Regex Step();
}
