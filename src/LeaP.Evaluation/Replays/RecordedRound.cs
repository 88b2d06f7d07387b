namespace LeaP.Evaluation.Replays;

/// <summary>One exchange as it happened.</summary>
/// <param name="Round">The round, from 1.</param>
/// <param name="Summaries">What the paths present said, by path.</param>
/// <param name="Heard">Whom each path present heard, in the order shown to it.</param>
public sealed record RecordedRound(
    int Round, IReadOnlyList<RecordedSummary> Summaries, IReadOnlyDictionary<int, IReadOnlyList<int>> Heard);
