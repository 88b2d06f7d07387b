using LeaP.Reasoning.Answers;

namespace LeaP.Reasoning.Sessions;

/// <summary>Everything that is fixed about a session when it is accepted.</summary>
public sealed record SessionSettings
{
    /// <summary>The problem as the client wrote it.</summary>
    public required string Problem { get; init; }

    /// <summary>Name of the model that reasons.</summary>
    public required string Model { get; init; }

    /// <summary>One of <see cref="ReasoningModes"/>.</summary>
    public required string Mode { get; init; }

    /// <summary>Parallel paths: the paper's N.</summary>
    public required int PathCount { get; init; }

    /// <summary>Turns and their lengths.</summary>
    public required RoundSettings Rounds { get; init; }

    /// <summary>Who hears whom.</summary>
    public required RoutingSettings Routing { get; init; }

    /// <summary>How tokens are sampled.</summary>
    public required SamplingValues Sampling { get; init; }

    /// <summary>Seed of every random choice in the session.</summary>
    public required long Seed { get; init; }

    /// <summary>Name of the answer format.</summary>
    public required string AnswerFormat { get; init; }

    /// <summary>False to end a path at the end of its own reasoning.</summary>
    public bool AnswerSection { get; init; } = true;

    /// <summary>True when the text is wanted as it is generated.</summary>
    public bool TextWanted { get; init; }

    /// <summary>Longest the session may take.</summary>
    public required TimeSpan TimeLimit { get; init; }

    /// <summary>Labels given by the caller.</summary>
    public IReadOnlyDictionary<string, string> Labels { get; init; } = new Dictionary<string, string>();

    /// <summary>Whose session it is; empty when nobody asks who calls.</summary>
    public string Tenant { get; init; } = "";

    /// <summary>Name of the client of that tenant who asked, against whose limits it counts; empty when nobody asks who calls.</summary>
    public string Client { get; init; } = "";

    /// <summary>Text each path begins with: none, one for all, or one for each path.</summary>
    public IReadOnlyList<string> PathBeginnings { get; init; } = [];

    /// <summary>Groups of mode <c>leap-s</c>; null in other modes.</summary>
    public GroupSettings? Groups { get; init; }

    /// <summary>Layers of mode <c>moa</c>; null in other modes.</summary>
    public MixtureSettings? Mixture { get; init; }

    /// <summary>True to end the session as soon as the vote can no longer change.</summary>
    public bool StopWhenDecided { get; init; }

    /// <summary>Tokens all paths together may draw for reasoning and summaries; 0 means any number.</summary>
    public long TokenBudget { get; init; }

    /// <summary>Name of the vote.</summary>
    public string Vote { get; init; } = VoteNames.Majority;

    /// <summary>True when paths of this mode hear their peers in rounds.</summary>
    public bool Exchanges => Mode is ReasoningModes.Leap or ReasoningModes.LeapT or ReasoningModes.LeapS;

    /// <summary>Most paths that ever run at once.</summary>
    public int ConcurrentPaths => Mixture?.Width ?? PathCount;

    /// <summary>The text a path begins with; empty for none.</summary>
    /// <param name="pathIndex">Position of the path, from 0.</param>
    public string BeginningOf(int pathIndex) => PathBeginnings.Count switch
    {
        0 => "",
        1 => PathBeginnings[0],
        _ => PathBeginnings[pathIndex],
    };

    /// <summary>Group or layer of a path, from 1; 0 in modes without them.</summary>
    /// <param name="pathIndex">Position of the path, from 0.</param>
    public int GroupOf(int pathIndex) => Groups?.GroupOf(pathIndex) ?? Mixture?.LayerOf(pathIndex) ?? 0;

    /// <summary>Seed of one path's own random numbers.</summary>
    /// <param name="pathIndex">Position of the path, from 0.</param>
    public ulong PathSeed(int pathIndex) =>
        Randomness.SeedDerivation.Derive(unchecked((ulong)Seed), "path", pathIndex);
}
