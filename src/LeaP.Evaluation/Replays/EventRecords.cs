using LeaP.Protocol.Common.V1;
using LeaP.Protocol.Reasoning.V1;
using LeaP.Reasoning.Sessions;

namespace LeaP.Evaluation.Replays;

/// <summary>Reads exchanges from a session's events: what was said, and who really heard whom.</summary>
public static class EventRecords
{
    /// <summary>Reads a session.</summary>
    /// <param name="events">Its events from the first on, at the detail ROUNDS or TOKENS.</param>
    /// <exception cref="ReplayException">The events do not begin with the session's, or tell of no exchange.</exception>
    public static RecordedSession Read(IEnumerable<SessionEvent> events)
    {
        ArgumentNullException.ThrowIfNull(events);
        Session? session = null;
        var said = new Dictionary<(int Round, int Path), string>();
        var rounds = new List<RecordedRound>();
        foreach (SessionEvent happened in events)
        {
            session = happened.SessionAccepted?.Session ?? session;
            if (happened.SummaryPublished is { } summary)
            {
                said[(summary.Round, PathNames.Index(summary.PathId))] = summary.Summary;
            }
            else if (happened.RoundRouted is { } routed)
            {
                rounds.Add(Round(routed, said));
            }
        }

        if (session is null)
        {
            throw new ReplayException("The events do not hold session_accepted, so the session's settings are not known: record them from the first event on.");
        }

        if (rounds.Count == 0)
        {
            throw new ReplayException(
                $"The events of session {session.SessionId} tell of no exchange: it had none, or was recorded with less detail than rounds.");
        }

        RecordedModes.Check(session);
        return new RecordedSession
        {
            SessionId = session.SessionId,
            Routing = RecordedModes.RoutingOf(session),
            Seed = session.Sampling.Seed,
            Rounds = rounds,
            IsHeardRecorded = true,
        };
    }

    /// <summary>True when events tell of an exchange.</summary>
    /// <param name="events">The events.</param>
    public static bool TellOfExchanges(IEnumerable<SessionEvent> events) => events.Any(happened => happened.RoundRouted is not null);

    private static RecordedRound Round(RoundRouted routed, Dictionary<(int Round, int Path), string> said)
    {
        var heard = new SortedDictionary<int, IReadOnlyList<int>>();
        foreach (RoundRouted.Types.Delivery delivery in routed.Deliveries)
        {
            heard[PathNames.Index(delivery.PathId)] = [.. delivery.Peers.Select((PeerSummary peer) => PathNames.Index(peer.PathId))];
        }

        RecordedSummary[] summaries =
        [
            .. heard.Keys.Select(path => said.TryGetValue((routed.Round, path), out string? text)
                ? new RecordedSummary(path, text)
                : throw new ReplayException($"Round {routed.Round}: the summary of {PathIds.Format(path)} is missing among the events.")),
        ];
        return new RecordedRound(routed.Round, summaries, heard);
    }
}
