using LeaP.Protocol.Reasoning.V1;

namespace LeaP.Evaluation.Runs;

/// <summary>What a client learned about a session from its events and, at its end, from the session itself.</summary>
internal sealed class ObservedSession
{
    private readonly Dictionary<string, ReasoningPath> _finished = new(StringComparer.Ordinal);
    private Session? _session;

    /// <summary>The session's identifier; empty before its first event.</summary>
    public string SessionId => _session?.SessionId ?? "";

    /// <summary>True when its last event came.</summary>
    public bool IsFinished { get; private set; }

    /// <summary>The session as it was last told; null before its first event.</summary>
    public Session? Session => _session;

    /// <summary>The rounds in order.</summary>
    public List<RoundRouted> Rounds { get; } = [];

    /// <summary>Summaries by path and round.</summary>
    public Dictionary<(string PathId, int Round), string> Summaries { get; } = [];

    /// <summary>The paths that ended, by number.</summary>
    public IEnumerable<ReasoningPath> Paths => _finished.Values.OrderBy(path => path.PathId.Length).ThenBy(path => path.PathId, StringComparer.Ordinal);

    /// <summary>Why the session ended without an answer; null when it has one.</summary>
    public string? Failure => _session switch
    {
        _ when !IsFinished => "the stream ended before the session did",
        { State: SessionState.Succeeded } => null,
        { Failure: { } failure } => $"{failure.Reason}: {failure.Message}",
        _ => $"session ended as {_session?.State}",
    };

    /// <summary>Takes in the next event. Kinds it does not need change nothing.</summary>
    /// <param name="sessionEvent">The event.</param>
    public void Apply(SessionEvent sessionEvent)
    {
        switch (sessionEvent.PayloadCase)
        {
            case SessionEvent.PayloadOneofCase.SessionAccepted:
                _session = sessionEvent.SessionAccepted.Session;
                break;
            case SessionEvent.PayloadOneofCase.SummaryPublished:
                SummaryPublished published = sessionEvent.SummaryPublished;
                Summaries[(published.PathId, published.Round)] = published.Summary;
                break;
            case SessionEvent.PayloadOneofCase.RoundRouted:
                Rounds.Add(sessionEvent.RoundRouted);
                break;
            case SessionEvent.PayloadOneofCase.PathFinished:
                _finished[sessionEvent.PathFinished.Path.PathId] = sessionEvent.PathFinished.Path;
                break;
            case SessionEvent.PayloadOneofCase.SessionFinished:
                _session = sessionEvent.SessionFinished.Session;
                IsFinished = true;
                break;
            default:
                break;
        }
    }

    /// <summary>Takes in the whole session, transcripts included.</summary>
    /// <param name="session">The session in its FULL view.</param>
    public void Complete(Session session)
    {
        _session = session;
        foreach (ReasoningPath path in session.Paths.Where(path => path.State is PathState.Finished or PathState.Failed))
        {
            _finished[path.PathId] = path;
        }
    }
}
