using LeaP.Reasoning.Sessions;

namespace LeaP.Evaluation.Replays;

/// <summary>Reads names of paths in stored sessions.</summary>
internal static class PathNames
{
    /// <summary>Position of a path.</summary>
    /// <param name="pathId">Its name.</param>
    /// <exception cref="ReplayException">It is not the name of a path.</exception>
    public static int Index(string pathId) => PathIds.TryParse(pathId, out int index)
        ? index
        : throw new ReplayException($"'{pathId}' is not the name of a path; paths are named p0, p1 and so on.");
}
