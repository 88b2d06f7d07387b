namespace LeaP.Evaluation.Experiments;

/// <summary>A problem with beginnings of right and of wrong paths.</summary>
/// <param name="Problem">Position of the problem among those that were harvested, from 0.</param>
/// <param name="Wrong">Different beginnings of wrong paths, at least one; none is also the beginning of a right path.</param>
/// <param name="Good">Different beginnings of right paths, at least one.</param>
public sealed record TrapProblem(int Problem, IReadOnlyList<string> Wrong, IReadOnlyList<string> Good)
{
    /// <summary>Paths that begin wrong in an arm.</summary>
    /// <param name="arm">The arm.</param>
    /// <param name="paths">Paths of the session.</param>
    public static int TrappedIn(TrapArm arm, int paths) => arm switch
    {
        TrapArm.None => 0,
        TrapArm.One => 1,
        TrapArm.Half => (paths + 1) / 2,
        _ => paths,
    };

    /// <summary>Beginnings of the paths of an arm, for a request.</summary>
    /// <param name="arm">The arm.</param>
    /// <param name="paths">Paths of the session.</param>
    public IReadOnlyList<string> BeginningsFor(TrapArm arm, int paths)
    {
        int trapped = TrappedIn(arm, paths);
        return arm switch
        {
            TrapArm.None => [],
            TrapArm.Same => [Wrong[0]],
            _ => [.. Enumerable.Range(0, paths).Select(path => path < trapped ? Wrong[path % Wrong.Count] : "")],
        };
    }

    /// <summary>Beginnings of which the first are good and all others wrong.</summary>
    /// <param name="good">How many are good, 0 to <paramref name="paths"/>.</param>
    /// <param name="paths">Paths of the session.</param>
    public IReadOnlyList<string> Mixed(int good, int paths) =>
    [
        .. Enumerable.Range(0, paths).Select(path => path < good ? Good[path % Good.Count] : Wrong[path % Wrong.Count]),
    ];
}
