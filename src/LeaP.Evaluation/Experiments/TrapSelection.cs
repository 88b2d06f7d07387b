using LeaP.Reasoning.Randomness;

namespace LeaP.Evaluation.Experiments;

/// <summary>
/// Chooses problems for experiments with given beginnings (section 2.1 of the paper): those with right and wrong paths. A
/// beginning that a right path has as well is no trap and is not taken as wrong.
/// </summary>
public static class TrapSelection
{
    /// <summary>Chooses problems and their beginnings at random.</summary>
    /// <param name="paths">What independent paths wrote.</param>
    /// <param name="share">How much of it is a beginning: see <see cref="Beginnings.Cut"/>.</param>
    /// <param name="count">Problems wanted.</param>
    /// <param name="seed">Seed of the choice.</param>
    /// <returns>As many as wanted or all there are, by position.</returns>
    public static IReadOnlyList<TrapProblem> Choose(IEnumerable<HarvestedPath> paths, double share, int count, long seed)
    {
        ArgumentNullException.ThrowIfNull(paths);
        List<TrapProblem> fit = [];
        foreach (IGrouping<int, HarvestedPath> problem in paths.GroupBy(path => path.Problem).OrderBy(problem => problem.Key))
        {
            string[] good = CutsOf(problem.Where(path => path.IsRight), share);
            string[] wrong = [.. CutsOf(problem.Where(path => !path.IsRight), share).Except(good, StringComparer.Ordinal)];
            if (good.Length > 0 && wrong.Length > 0)
            {
                fit.Add(new TrapProblem(
                    problem.Key,
                    Shuffle(wrong, seed, "trap-wrong", problem.Key),
                    Shuffle(good, seed, "trap-good", problem.Key)));
            }
        }

        return [.. Shuffle(fit, seed, "trap-problems", 0).Take(count).OrderBy(problem => problem.Problem)];
    }

    private static string[] CutsOf(IEnumerable<HarvestedPath> paths, double share) =>
    [
        .. paths.Select(path => Beginnings.Cut(path.Text, share)).Where(cut => cut.Length > 0).Distinct(StringComparer.Ordinal).Order(StringComparer.Ordinal),
    ];

    private static T[] Shuffle<T>(IEnumerable<T> items, long seed, string purpose, int part)
    {
        var random = new SeededRandom(SeedDerivation.Derive(unchecked((ulong)seed), purpose, part));
        T[] shuffled = [.. items];
        for (int i = shuffled.Length - 1; i > 0; i--)
        {
            int other = random.NextBelow(i + 1);
            (shuffled[i], shuffled[other]) = (shuffled[other], shuffled[i]);
        }

        return shuffled;
    }
}
