namespace LeaP.Reasoning.Rounds;

/// <summary>What became of a reported summary.</summary>
public enum ReportResult
{
    /// <summary>It was the path's first for the current round and counts.</summary>
    Accepted,

    /// <summary>The path had reported that round before; the first report stands.</summary>
    Duplicate,

    /// <summary>The round was closed without this path; its summary is not heard, the path should go on.</summary>
    Late,

    /// <summary>The path was never expected to report that round.</summary>
    WrongRound,

    /// <summary>The path is not a live one of this session.</summary>
    UnknownPath,
}
