using System.Globalization;
using LeaP.EmbeddedModel;
using LeaP.Evaluation.Datasets;
using LeaP.Evaluation.Grading;

namespace LeaP.Cli.Experiments;

/// <summary>Fresh problems of the kind that the embedded model reads.</summary>
internal static class ChainProblems
{
    /// <summary>Draws problems from a seed.</summary>
    /// <param name="seed">The seed.</param>
    /// <param name="count">How many.</param>
    /// <param name="operations">Steps of each, 2 to 16.</param>
    public static IReadOnlyList<EvaluationProblem> Draw(int seed, int count, int operations)
    {
        var generator = new ChainProblemGenerator(seed);
        return
        [
            .. Enumerable.Range(1, count).Select(number =>
            {
                ChainProblem problem = generator.Next(operations);
                return new EvaluationProblem(
                    number.ToString(CultureInfo.InvariantCulture), problem.Text, new ReferenceAnswer(problem.Answer));
            }),
        ];
    }
}
