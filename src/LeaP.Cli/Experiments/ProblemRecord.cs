using System.Text.Json.Serialization;
using LeaP.Protocol;

namespace LeaP.Cli.Experiments;

/// <summary>One problem under one setting.</summary>
internal sealed record ProblemRecord
{
    /// <summary>Name of the setting.</summary>
    public required string Setting { get; init; }

    /// <summary>Position of the problem, from 0; the same for every setting.</summary>
    public required int Problem { get; init; }

    /// <summary>The problem's text.</summary>
    public required string Text { get; init; }

    /// <summary>Its right answer.</summary>
    public required string Expected { get; init; }

    /// <summary>The session; empty when none was started.</summary>
    public string SessionId { get; init; } = "";

    /// <summary>An answer for each path asked for; empty for a path that gave none.</summary>
    public required IReadOnlyList<string> PathAnswers { get; init; }

    /// <summary>The answer with the most votes; empty when there was none.</summary>
    public string Answer { get; init; } = "";

    /// <summary>Why the session or call failed; null when it did not.</summary>
    public string? Failure { get; init; }

    /// <summary>Reasoning tokens of all paths.</summary>
    public long ReasoningTokens { get; init; }

    /// <summary>Summary tokens of all paths.</summary>
    public long SummaryTokens { get; init; }

    /// <summary>Tokens inserted from peers into all paths.</summary>
    public long PeerTokens { get; init; }

    /// <summary>Tokens of all paths that were drawn and cut before a summary.</summary>
    public long DiscardedTokens { get; init; }

    /// <summary>Time the session took, in seconds.</summary>
    public double Seconds { get; init; }

    /// <summary>True when the session worked and yet no path gave an answer: wrong, but nothing broke.</summary>
    [JsonIgnore]
    public bool IsUnanswered => Failure?.StartsWith(ErrorReasons.NoAnswer, StringComparison.Ordinal) == true;

    /// <summary>True when the session or call broke.</summary>
    [JsonIgnore]
    public bool IsBroken => Failure is not null && !IsUnanswered;

    /// <summary>Share of the paths whose answer is right: the problem's part of Pass@1.</summary>
    /// <returns>0 to 1.</returns>
    public double Pass() => PathAnswers.Average(answer => IsRight(answer) ? 1.0 : 0.0);

    /// <summary>1 when the voted answer is right, else 0: the problem's part of Cons@N.</summary>
    public double Consensus() => IsRight(Answer) ? 1 : 0;

    /// <summary>1 when any path's answer is right, else 0.</summary>
    public double Any() => PathAnswers.Any(IsRight) ? 1 : 0;

    private bool IsRight(string answer) => string.Equals(answer.Trim(), Expected, StringComparison.Ordinal);
}
