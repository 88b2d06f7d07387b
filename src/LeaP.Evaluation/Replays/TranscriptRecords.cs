using LeaP.Protocol.Common.V1;
using LeaP.Protocol.Reasoning.V1;
using LeaP.Reasoning.Prompts;
using LeaP.Reasoning.Sessions;
using ProtoPath = LeaP.Protocol.Reasoning.V1.Path;

namespace LeaP.Evaluation.Replays;

/// <summary>
/// Reads exchanges from the texts of a stored session, for sessions whose events were not kept. Whom each path heard is
/// worked out anew from the session's own settings, which are deterministic; a path that was late is taken as present.
/// </summary>
/// <param name="routing">Routes rounds.</param>
/// <param name="tags">Marks of the model's profile.</param>
public sealed class TranscriptRecords(RoundRouting routing, PromptTags tags)
{
    /// <summary>Reads a session.</summary>
    /// <param name="session">The session in the FULL view.</param>
    /// <exception cref="ReplayException">It holds no text, no exchange, or summaries between other tags.</exception>
    public RecordedSession Read(Session session)
    {
        ArgumentNullException.ThrowIfNull(session);
        RecordedModes.Check(session);
        var rounds = new SortedDictionary<int, List<RecordedSummary>>();
        foreach (ProtoPath path in session.Paths)
        {
            int round = 0;
            foreach (string summary in SummariesOf(session, path))
            {
                round = Schedule(session).NextExchange(round);
                if (round == 0)
                {
                    throw new ReplayException(
                        $"{path.PathId} of session {session.SessionId} holds more summaries than its settings have exchanges, so its rounds cannot be told; replay its events.");
                }

                if (!rounds.TryGetValue(round, out List<RecordedSummary>? said))
                {
                    rounds[round] = said = [];
                }

                said.Add(new RecordedSummary(PathNames.Index(path.PathId), summary));
            }
        }

        if (rounds.Count == 0)
        {
            throw new ReplayException(
                $"Session {session.SessionId} holds no summary: it had no exchange, or was not stored with the paths' text.");
        }

        RoutingSettings settings = RecordedModes.RoutingOf(session);
        return new RecordedSession
        {
            SessionId = session.SessionId,
            Routing = settings,
            Seed = session.Sampling.Seed,
            Rounds = [.. rounds.Select(round => Routed(round.Key, [.. round.Value.OrderBy(said => said.Path)], settings, session.Sampling.Seed))],
            IsHeardRecorded = false,
        };
    }

    private static RoundSettings Schedule(Session session) => new()
    {
        IntervalTokens = session.Rounds.IntervalTokens,
        SummaryTokens = session.Rounds.SummaryTokens,
        MaxTurns = session.Rounds.MaxTurns,
        AnswerTokens = session.Rounds.AnswerTokens,
        ExchangeRounds = session.Rounds.ExchangeRounds,
    };

    private IEnumerable<string> SummariesOf(Session session, ProtoPath path)
    {
        string forced = "";
        foreach (TextSegment segment in path.Transcript)
        {
            if (segment.Kind == TextSegment.Types.Kind.SummaryPrompt)
            {
                forced = segment.Text;
            }
            else if (segment.Kind == TextSegment.Types.Kind.Summary)
            {
                // What the forced phrase writes behind the opening tag is part of the summary that peers hear.
                yield return SummaryText.Extract(forced + segment.Text, tags) ?? throw new ReplayException(
                    $"A summary of {path.PathId} of session {session.SessionId} does not stand behind '{tags.SummaryOpen}': the model's profile has other tags, so only its events can be replayed.");
            }
        }
    }

    private RecordedRound Routed(int round, RecordedSummary[] said, RoutingSettings settings, long seed) => new(
        round,
        said,
        routing.Route(round, said, settings, seed).ToDictionary(
            delivery => delivery.PathIndex,
            delivery => (IReadOnlyList<int>)[.. delivery.Peers.Select(peer => peer.PathIndex)]));
}
