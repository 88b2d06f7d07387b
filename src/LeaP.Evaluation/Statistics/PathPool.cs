using LeaP.Evaluation.Runs;
using LeaP.Reasoning.Randomness;

namespace LeaP.Evaluation.Statistics;

/// <summary>
/// All independent paths of one problem, over all its runs. Being independent, any of them could have been a session
/// together, so that votes of every width can be estimated from them.
/// </summary>
public sealed class PathPool
{
    private const int Draws = 200;
    private const int NoAnswer = -1;
    private readonly (int Answer, bool IsRight)[] _paths;
    private readonly int _problem;

    private PathPool(int problem, IEnumerable<RunRecord> records)
    {
        _problem = problem;
        var answers = new Dictionary<string, int>(StringComparer.Ordinal);
        _paths =
        [
            .. records.OrderBy(record => record.Run).SelectMany(record => record.Paths
                .Select(path => (Number(answers, path.Answer), path.IsRight))
                .Concat(Enumerable.Repeat((NoAnswer, false), Math.Max(0, record.PathCount - record.Paths.Count)))),
        ];
    }

    /// <summary>Paths there are, those that ended without an answer included.</summary>
    public int Count => _paths.Length;

    /// <summary>Those of them that are right.</summary>
    public int Right => _paths.Count(path => path.IsRight);

    /// <summary>The pool of each problem, in the order of the problems.</summary>
    /// <param name="records">Records of sessions without exchange.</param>
    public static IReadOnlyList<PathPool> ByProblem(IEnumerable<RunRecord> records) =>
        [.. records.GroupBy(record => record.Problem).OrderBy(group => group.Key).Select(group => new PathPool(group.Key, group))];

    /// <summary>
    /// How often a majority vote of so many paths is right: the mean over draws without replacement, or the one vote there
    /// is when all paths vote.
    /// </summary>
    /// <param name="width">Paths that vote, 1 to <see cref="Count"/>.</param>
    /// <param name="seed">Seed of the draws.</param>
    /// <exception cref="ArgumentOutOfRangeException"><paramref name="width"/> is outside its range.</exception>
    public double Majority(int width, int seed)
    {
        ArgumentOutOfRangeException.ThrowIfLessThan(width, 1);
        ArgumentOutOfRangeException.ThrowIfGreaterThan(width, Count);
        if (width == Count)
        {
            return Vote(_paths);
        }

        var random = new SeededRandom(SeedDerivation.Derive((ulong)seed, "majority", _problem, width));
        var order = ((int, bool)[])_paths.Clone();
        double sum = 0;
        for (int draw = 0; draw < Draws; draw++)
        {
            for (int i = 0; i < width; i++)
            {
                int other = i + random.NextBelow(order.Length - i);
                (order[i], order[other]) = (order[other], order[i]);
            }

            sum += Vote(order.AsSpan(0, width));
        }

        return sum / Draws;
    }

    private static int Number(Dictionary<string, int> answers, string answer)
    {
        if (answer.Length == 0)
        {
            return NoAnswer;
        }

        answers.TryAdd(answer, answers.Count);
        return answers[answer];
    }

    // The rule of MajorityVote: the most votes win, and among equals the answer of the first path.
    private double Vote(ReadOnlySpan<(int Answer, bool IsRight)> paths)
    {
        int[] votes = new int[_paths.Length];
        int most = 0;
        foreach ((int answer, _) in paths)
        {
            most = answer == NoAnswer ? most : Math.Max(most, ++votes[answer]);
        }

        foreach ((int answer, bool isRight) in paths)
        {
            if (answer != NoAnswer && votes[answer] == most)
            {
                return isRight ? 1 : 0;
            }
        }

        return 0;
    }
}
