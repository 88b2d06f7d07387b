using System.Text.Json.Serialization;

namespace LeaP.Evaluation.Runs;

/// <summary>First line of a file of records: what the file is the result of.</summary>
public sealed record RunHeader
{
    /// <summary>What <see cref="Format"/> is in files of this version.</summary>
    public const string CurrentFormat = "leap-results/1";

    /// <summary>Form of the file; only <see cref="CurrentFormat"/> is read.</summary>
    public string Format { get; init; } = CurrentFormat;

    /// <summary>Name of the run set, such as <c>accuracy</c> or the data set's.</summary>
    public required string RunSet { get; init; }

    /// <summary>Hash of everything that decides the records: settings, problems, runs, seed, grader. Another plan has another.</summary>
    public required string PlanHash { get; init; }

    /// <summary>Name of the grader.</summary>
    public required string Grader { get; init; }

    /// <summary>Names of the settings, in the order of tables.</summary>
    public required IReadOnlyList<string> Settings { get; init; }

    /// <summary>Number of problems.</summary>
    public required int Problems { get; init; }

    /// <summary>
    /// Runs of each problem under each setting. Records of later runs are extra independent sessions, made for votes at
    /// equal tokens.
    /// </summary>
    public int Runs { get; init; } = 1;

    /// <summary>Seed that every session's seed is made from.</summary>
    public long Seed { get; init; }

    /// <summary>When the file was begun.</summary>
    public DateTimeOffset Created { get; init; }

    /// <summary>Records the whole plan has, extra ones not counted.</summary>
    [JsonIgnore]
    public int RecordCount => Settings.Count * Problems * Runs;
}
