namespace LeaP.FunctionalTests.Replay;

/// <summary>One recorded run: its settings, its calls and what it wrote.</summary>
internal sealed record TranscriptRun(
    int Paths,
    int? TopK,
    string Router,
    int MaxTurns,
    bool LeapT,
    IReadOnlyList<int> CommunicateAt,
    string Problem,
    IReadOnlyList<ReplayCall> Calls,
    IReadOnlyList<string> Transcripts);
