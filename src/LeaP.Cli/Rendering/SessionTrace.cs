using Google.Protobuf.WellKnownTypes;
using LeaP.Protocol.Reasoning.V1;

namespace LeaP.Cli.Rendering;

/// <summary>What a session's events told so far. Used by one caller at a time.</summary>
internal sealed class SessionTrace
{
    private const int KeptRounds = 8;
    private readonly SortedDictionary<string, PathTrace> _paths = new(PathOrder.Instance);
    private readonly List<RoundRouted> _rounds = [];

    /// <summary>The session as it was last told whole; null before its first event.</summary>
    public Session? Session { get; private set; }

    /// <summary>True when its last event came.</summary>
    public bool IsFinished { get; private set; }

    /// <summary>Sequence of the newest event; zero before the first.</summary>
    public long Sequence { get; private set; }

    /// <summary>The paths by number.</summary>
    public IReadOnlyCollection<PathTrace> Paths => _paths.Values;

    /// <summary>The last rounds, oldest first.</summary>
    public IReadOnlyList<RoundRouted> Rounds => _rounds;

    /// <summary>Time from the session's start to its newest event.</summary>
    public TimeSpan Elapsed { get; private set; }

    /// <summary>Takes in the next event. Kinds it does not know change nothing.</summary>
    /// <param name="sessionEvent">The event.</param>
    public void Apply(SessionEvent sessionEvent)
    {
        Sequence = sessionEvent.Sequence;
        switch (sessionEvent.PayloadCase)
        {
            case SessionEvent.PayloadOneofCase.SessionAccepted:
                Take(sessionEvent.SessionAccepted.Session);
                break;
            case SessionEvent.PayloadOneofCase.PathPlaced:
                PathOf(sessionEvent.PathPlaced.PathId).Apply(sessionEvent.PathPlaced);
                break;
            case SessionEvent.PayloadOneofCase.TextGenerated:
                PathOf(sessionEvent.TextGenerated.PathId).Apply(sessionEvent.TextGenerated);
                break;
            case SessionEvent.PayloadOneofCase.SummaryPublished:
                PathOf(sessionEvent.SummaryPublished.PathId).Apply(sessionEvent.SummaryPublished);
                break;
            case SessionEvent.PayloadOneofCase.RoundRouted:
                Take(sessionEvent.RoundRouted);
                break;
            case SessionEvent.PayloadOneofCase.PathFinished:
                PathOf(sessionEvent.PathFinished.Path.PathId).Apply(sessionEvent.PathFinished.Path);
                break;
            case SessionEvent.PayloadOneofCase.SessionFinished:
                Take(sessionEvent.SessionFinished.Session);
                IsFinished = true;
                break;
        }

        Measure(sessionEvent.EventTime);
    }

    /// <summary>Takes in a session as it stands, without the events that led there.</summary>
    /// <param name="session">The session.</param>
    public void Show(Session session)
    {
        Take(session);
        Measure(session.FinishTime ?? session.UpdateTime);
    }

    private void Take(Session session)
    {
        Session = session;
        for (int i = 0; i < session.PathCount; i++)
        {
            PathOf(string.Create(System.Globalization.CultureInfo.InvariantCulture, $"p{i}"));
        }

        foreach (ReasoningPath path in session.Paths)
        {
            PathOf(path.PathId).Apply(path);
        }
    }

    private void Take(RoundRouted round)
    {
        foreach (RoundRouted.Types.Delivery delivery in round.Deliveries)
        {
            PathOf(delivery.PathId).GoOnAfter(round.Round);
        }

        _rounds.Add(round);
        if (_rounds.Count > KeptRounds)
        {
            _rounds.RemoveAt(0);
        }
    }

    private void Measure(Timestamp? eventTime)
    {
        Timestamp? end = IsFinished ? Session?.FinishTime ?? eventTime : eventTime;
        if (Session?.CreateTime is { } start && end is not null && end >= start)
        {
            Elapsed = (end - start).ToTimeSpan();
        }
    }

    private PathTrace PathOf(string pathId)
    {
        if (!_paths.TryGetValue(pathId, out PathTrace? path))
        {
            path = new PathTrace(pathId);
            _paths.Add(pathId, path);
        }

        return path;
    }
}
