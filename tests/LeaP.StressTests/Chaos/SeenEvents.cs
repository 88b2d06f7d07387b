using LeaP.Protocol.Reasoning.V1;

namespace LeaP.StressTests.Chaos;

/// <summary>The events of one session as one client got them, over all its calls.</summary>
/// <param name="disturbances">When something was disturbed.</param>
/// <param name="told">Told the sequence of each event as it comes; null for nobody.</param>
internal sealed class SeenEvents(DisturbanceLog disturbances, Action<long>? told)
{
    private readonly Dictionary<string, long> _placedAgain = new(StringComparer.Ordinal);
    private readonly List<TimeSpan> _recoveries = [];
    private Session? _end;
    private int _moves;
    private string _fault = "";

    /// <summary>The session; empty before its first event.</summary>
    public string SessionId { get; private set; } = "";

    /// <summary>The last sequence; 0 before the first event.</summary>
    public long Last { get; private set; }

    /// <summary>True when nothing more is wanted.</summary>
    public bool IsOver => _end is not null || _fault.Length > 0;

    /// <summary>Takes the next event.</summary>
    /// <param name="sessionEvent">The event.</param>
    public void Take(SessionEvent sessionEvent)
    {
        if (sessionEvent.Sequence != Last + 1)
        {
            Blame($"Event {sessionEvent.Sequence} came behind {Last} in session {SessionId}.");
            return;
        }

        Last = sessionEvent.Sequence;
        told?.Invoke(Last);
        long now = TimeProvider.System.GetTimestamp();
        switch (sessionEvent.PayloadCase)
        {
            case SessionEvent.PayloadOneofCase.SessionAccepted:
                SessionId = sessionEvent.SessionAccepted.Session.SessionId;
                break;
            case SessionEvent.PayloadOneofCase.PathPlaced when sessionEvent.PathPlaced.Attempt > 1:
                _moves++;
                _placedAgain[sessionEvent.PathPlaced.PathId] = disturbances.LastBefore(now);
                break;
            case SessionEvent.PayloadOneofCase.TextGenerated
                when _placedAgain.Remove(sessionEvent.TextGenerated.PathId, out long since):
                _recoveries.Add(TimeProvider.System.GetElapsedTime(since, now));
                break;
            case SessionEvent.PayloadOneofCase.SessionFinished:
                _end = sessionEvent.SessionFinished.Session;
                break;
        }
    }

    /// <summary>Notes what is wrong; the first fault counts.</summary>
    /// <param name="fault">The fault.</param>
    public void Blame(string fault) => _fault = _fault.Length == 0 ? fault : _fault;

    /// <summary>What came of it.</summary>
    /// <param name="calls">Calls that were needed.</param>
    public SessionOutcome ToOutcome(int calls) => new(
        _end is null ? "" : $"{_end.State} {_end.Failure?.Reason}",
        _end?.Answer?.Text ?? "",
        [.. _end?.Paths.Select(path => path.Answer) ?? []],
        _moves,
        calls,
        _recoveries,
        _fault);
}
