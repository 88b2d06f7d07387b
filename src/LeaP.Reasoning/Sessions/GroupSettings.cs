namespace LeaP.Reasoning.Sessions;

/// <summary>Groups of mode <c>leap-s</c>: neighbours talk early, then one path of each group goes on alone.</summary>
/// <param name="GroupSize">Paths of a group; the session's paths are a multiple of it.</param>
/// <param name="CommunicateRounds">Exchanges before one path goes on alone; less than the session's turns.</param>
public sealed record GroupSettings(int GroupSize, int CommunicateRounds)
{
    /// <summary>Paths of a group where a request names none, as in the released code.</summary>
    public const int DefaultGroupSize = 4;

    /// <summary>Exchanges where a request names none, as in the released code.</summary>
    public const int DefaultCommunicateRounds = 1;

    /// <summary>The group of a path, from 1.</summary>
    /// <param name="pathIndex">Position of the path, from 0.</param>
    public int GroupOf(int pathIndex) => (pathIndex / GroupSize) + 1;
}
