using LeaP.Reasoning.Answers;
using LeaP.Reasoning.Catalogs;
using LeaP.Reasoning.PeerRouting;
using LeaP.Reasoning.Sessions;
using LeaP.Reasoning.Similarity;

namespace LeaP.Evaluation.Replays;

/// <summary>Routes a round as the router does: same policies, same similarity measures, same seeds.</summary>
/// <param name="policies">The policies there are.</param>
/// <param name="similarities">The similarity measures there are.</param>
public sealed class RoundRouting(NamedCatalog<IPeerRoutingPolicy> policies, NamedCatalog<ISimilarityMeasure> similarities)
{
    /// <summary>With all policies and measures that ship with the product.</summary>
    public static RoundRouting Default { get; } = new(
        new NamedCatalog<IPeerRoutingPolicy>(PeerRoutingPolicies.All.Concat(PeerRoutingPolicies.Comparison)),
        new NamedCatalog<ISimilarityMeasure>(SimilarityMeasures.All));

    /// <summary>Whom each path present would hear.</summary>
    /// <param name="round">The round, from 1.</param>
    /// <param name="summaries">What the paths present said, by path.</param>
    /// <param name="settings">Who hears whom.</param>
    /// <param name="seed">Seed of the session.</param>
    /// <exception cref="UnknownNameException">There is no policy or similarity measure of that name.</exception>
    /// <exception cref="ReplayException">The policy goes by what no record holds.</exception>
    public IReadOnlyList<PathDelivery> Route(
        int round, IReadOnlyList<RecordedSummary> summaries, RoutingSettings settings, long seed)
    {
        ArgumentNullException.ThrowIfNull(summaries);
        ArgumentNullException.ThrowIfNull(settings);
        foreach (string name in settings.Schedule.Select(stage => stage.Policy).Append(settings.Policy))
        {
            policies.Find(name);
            if (name == PeerRoutingNames.Confident)
            {
                throw new ReplayException($"Policy {name} goes by how sure the paths were, which records of sessions do not hold.");
            }
        }

        // A session of this one round, so that the router's own code decides.
        var session = new ReasoningSession("replay", Describe(round, summaries, settings, seed), policies, similarities.Find(settings.Similarity));
        foreach (RecordedSummary said in summaries)
        {
            PathAttempt attempt = session.Place(said.Path, "replay");
            session.TakeSummary(new PathReport(attempt, [], TokenCounts.Zero), round, said.Text);
        }

        return session.CloseRound().Deliveries;
    }

    private static SessionSettings Describe(int round, IReadOnlyList<RecordedSummary> summaries, RoutingSettings settings, long seed) => new()
    {
        Problem = "",
        Model = "",
        Mode = ReasoningModes.Leap,
        PathCount = summaries.Max(said => said.Path) + 1,
        Rounds = new RoundSettings { IntervalTokens = 1, SummaryTokens = 1, MaxTurns = round + 1, AnswerTokens = 1, ExchangeRounds = [round] },
        Routing = settings,
        Sampling = new SamplingValues(),
        Seed = seed,
        AnswerFormat = AnswerFormatNames.Boxed,
        TimeLimit = TimeSpan.Zero,
    };
}
