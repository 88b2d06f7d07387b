using System.Text.Json.Serialization;
using LeaP.Protocol;
using LeaP.Reasoning.Sessions;

namespace LeaP.Evaluation.Runs;

/// <summary>
/// One session of an evaluation: one run of one problem under one setting. The settings are those in effect, so that
/// tables and figures need nothing else.
/// </summary>
public sealed record RunRecord
{
    /// <summary>Name of the setting, unique in its file.</summary>
    public required string Setting { get; init; }

    /// <summary>Mode of the session, such as <c>leap</c> or <c>independent</c>.</summary>
    public required string Mode { get; init; }

    /// <summary>Routing policy; empty without exchange.</summary>
    public string Policy { get; init; } = "";

    /// <summary>Peers each path hears from (the paper's k); null without exchange and when all are heard.</summary>
    public int? PeerCount { get; init; }

    /// <summary>Paths of the session (the paper's N), also when fewer of them ended.</summary>
    public required int PathCount { get; init; }

    /// <summary>Reasoning tokens of a turn (the paper's T); 0 when the session did not begin.</summary>
    public int IntervalTokens { get; init; }

    /// <summary>Reasoning tokens of the first turn where it has a length of its own, else 0.</summary>
    public int FirstIntervalTokens { get; init; }

    /// <summary>Turns of a path (the paper's M); 0 when the session did not begin.</summary>
    public int MaxTurns { get; init; }

    /// <summary>Sampling temperature; null when the session did not begin.</summary>
    public double? Temperature { get; init; }

    /// <summary>Seed of the session's sampling.</summary>
    public long Seed { get; init; }

    /// <summary>Whatever else tells this run from others, such as the share of wrong beginnings.</summary>
    public IReadOnlyDictionary<string, string> Labels { get; init; } = new Dictionary<string, string>();

    /// <summary>Position of the problem, from 0; the same for every setting.</summary>
    public required int Problem { get; init; }

    /// <summary>The data set's name for the problem.</summary>
    public string ProblemId { get; init; } = "";

    /// <summary>The problem as it was asked.</summary>
    public required string Text { get; init; }

    /// <summary>Its right answer.</summary>
    public required string Expected { get; init; }

    /// <summary>Which run of this problem under this setting, from 0.</summary>
    public int Run { get; init; }

    /// <summary>The session; empty when none was started.</summary>
    public string SessionId { get; init; } = "";

    /// <summary>The voted answer as the product gave it; empty when there was none.</summary>
    public string Answer { get; init; } = "";

    /// <summary>True when the grader takes the voted answer as right.</summary>
    public bool IsRight { get; init; }

    /// <summary>Time the session took as a client sees it, in seconds.</summary>
    public double Seconds { get; init; }

    /// <summary>Exchanges that were completed.</summary>
    public int Rounds { get; init; }

    /// <summary>Why the session or call failed: a reason and a message; null when it did not.</summary>
    public string? Failure { get; init; }

    /// <summary>The paths that ended, by number.</summary>
    public IReadOnlyList<PathRecord> Paths { get; init; } = [];

    /// <summary>Tokens of all paths.</summary>
    [JsonIgnore]
    public TokenTotals Tokens => Paths.Aggregate(TokenTotals.None, (sum, path) => sum + path.Tokens);

    /// <summary>True when the session worked and yet no path gave an answer: wrong, but nothing broke.</summary>
    [JsonIgnore]
    public bool IsUnanswered => Failure?.StartsWith(ErrorReasons.NoAnswer, StringComparison.Ordinal) == true;

    /// <summary>True when the session or call broke.</summary>
    [JsonIgnore]
    public bool IsBroken => Failure is not null && !IsUnanswered;

    /// <summary>True when its paths exchanged nothing.</summary>
    [JsonIgnore]
    public bool IsIndependent => Mode == ReasoningModes.Independent;

    /// <summary>Paths whose answer is right.</summary>
    [JsonIgnore]
    public int RightPaths => Paths.Count(path => path.IsRight);

    /// <summary>What a record is unique by in its file.</summary>
    [JsonIgnore]
    public RunKey Key => new(Setting, Problem, Run);
}
