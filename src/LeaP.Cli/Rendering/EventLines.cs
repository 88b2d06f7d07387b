using System.Globalization;
using LeaP.Protocol.Reasoning.V1;

namespace LeaP.Cli.Rendering;

/// <summary>Events as lines of plain text: no control codes, nothing that a terminal would act on.</summary>
internal static class EventLines
{
    /// <summary>The lines of one event; none for kinds that are not known.</summary>
    /// <param name="sessionEvent">The event.</param>
    public static IEnumerable<string> Of(SessionEvent sessionEvent) => sessionEvent.PayloadCase switch
    {
        SessionEvent.PayloadOneofCase.SessionAccepted => Of(sessionEvent.SessionAccepted.Session),
        SessionEvent.PayloadOneofCase.PathPlaced => [Of(sessionEvent.PathPlaced)],
        SessionEvent.PayloadOneofCase.TextGenerated => [Of(sessionEvent.TextGenerated)],
        SessionEvent.PayloadOneofCase.SummaryPublished => [Of(sessionEvent.SummaryPublished)],
        SessionEvent.PayloadOneofCase.RoundRouted => Of(sessionEvent.RoundRouted),
        SessionEvent.PayloadOneofCase.PathFinished => [Of(sessionEvent.PathFinished.Path)],
        SessionEvent.PayloadOneofCase.SessionFinished =>
            [$"session {Words.Of(sessionEvent.SessionFinished.Session.State)}"],
        _ => [],
    };

    private static IEnumerable<string> Of(Session session)
    {
        yield return $"session {SafeText.OneLine(session.SessionId)} accepted: {Words.Settings(session)}";
        if (session.Problem.Length > 0)
        {
            yield return $"problem {SafeText.OneLine(session.Problem)}";
        }
    }

    private static string Of(PathPlaced placed) =>
        $"{SafeText.OneLine(placed.PathId)} placed on {SafeText.OneLine(placed.WorkerId)}"
        + (placed.Attempt > 1 ? string.Create(CultureInfo.InvariantCulture, $", attempt {placed.Attempt}") : "");

    private static string Of(TextGenerated generated) => string.Create(
        CultureInfo.InvariantCulture,
        $"{SafeText.OneLine(generated.PathId)} turn {generated.Turn}, {generated.TurnTokens} tokens: {SafeText.OneLine(generated.Text)}");

    private static string Of(SummaryPublished published) => string.Create(
        CultureInfo.InvariantCulture,
        $"{SafeText.OneLine(published.PathId)} summary {published.Round}: {SafeText.OneLine(published.Summary)}");

    private static IEnumerable<string> Of(RoundRouted routed)
    {
        string round = string.Create(CultureInfo.InvariantCulture, $"round {routed.Round}: ");
        foreach (RoundRouted.Types.Delivery delivery in routed.Deliveries)
        {
            yield return round + Words.Of(delivery);
        }

        if (routed.LatePathIds.Count > 0)
        {
            yield return $"{round}late {string.Join(' ', routed.LatePathIds.Select(SafeText.OneLine))}";
        }
    }

    private static string Of(ReasoningPath path) =>
        path.Failure is { } failure
            ? $"{SafeText.OneLine(path.PathId)} {Words.Of(path.State)}: {Words.Of(failure)}"
            : $"{SafeText.OneLine(path.PathId)} {Words.Of(path.State)}, {Words.Of(path.FinishReason)}: answer {Words.AnswerOrDash(path.Answer)}";
}
