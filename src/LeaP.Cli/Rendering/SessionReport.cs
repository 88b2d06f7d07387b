using System.Globalization;
using LeaP.Protocol.Reasoning.V1;

namespace LeaP.Cli.Rendering;

/// <summary>What a session came to: every path's answer, the votes, the answer, tokens and time.</summary>
internal static class SessionReport
{
    /// <summary>The report, a line each. Empty before the session's first event.</summary>
    /// <param name="trace">The session.</param>
    public static IEnumerable<string> Lines(SessionTrace trace)
    {
        foreach (string line in TextTable.Lines(["path", "state", "answer", "why it stopped", "tokens"], trace.Paths.Select(Row)))
        {
            yield return line;
        }

        if (trace.Session is not { } session)
        {
            yield break;
        }

        yield return $"votes    {Votes(session)}";
        yield return $"answer   {Words.AnswerOrDash(session.Answer?.Text ?? "")}";
        if (session.Answer is { StoppedPathIds.Count: > 0 } early)
        {
            yield return $"decided  before {string.Join(' ', early.StoppedPathIds.Select(SafeText.OneLine))} answered";
        }

        yield return $"tokens   {Words.Of(session.Usage ?? new())}";
        yield return $"time     {Durations.Show(trace.Elapsed)}";
        yield return $"session  {SafeText.OneLine(session.SessionId)} {Words.Of(session.State)}"
            + (session.Failure is { } failure ? $": {Words.Of(failure)}" : "");
    }

    private static IReadOnlyList<string> Row(PathTrace path) =>
    [
        SafeText.OneLine(path.PathId),
        Words.Of(path.State),
        Words.AnswerOrDash(path.Answer),
        path.Failure is { } failure ? Words.Of(failure) : Words.Of(path.FinishReason),
        path.Usage is { } usage ? Words.Of(usage) : "-",
    ];

    private static string Votes(Session session) =>
        session.Answer is not { Tallies.Count: > 0 } answer
            ? "-"
            : string.Join(", ", answer.Tallies.Select(tally => string.Create(
                CultureInfo.InvariantCulture,
                $"{SafeText.OneLine(tally.Text)} x{tally.PathIds.Count} ({string.Join(' ', tally.PathIds.Select(SafeText.OneLine))})")));
}
