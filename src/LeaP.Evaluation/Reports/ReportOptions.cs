namespace LeaP.Evaluation.Reports;

/// <summary>What goes into a report.</summary>
public sealed record ReportOptions
{
    /// <summary>Title of the page.</summary>
    public string Title { get; init; } = "LeaP results";

    /// <summary>Identifiers or positions of the problems whose timelines are shown; empty lets the report choose.</summary>
    public IReadOnlyList<string> Problems { get; init; } = [];

    /// <summary>Most problems with a timeline that the report chooses for each file, 0 or more.</summary>
    public int TimelineCount { get; init; } = 12;

    /// <summary>Seed of the intervals.</summary>
    public int Seed { get; init; } = 1;
}
