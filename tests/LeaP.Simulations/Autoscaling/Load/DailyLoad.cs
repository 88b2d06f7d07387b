using LeaP.Reasoning.Randomness;
using LeaP.Reasoning.Sessions;

namespace LeaP.Simulations.Autoscaling.Load;

/// <summary>Makes a day of sessions from a seed: Poisson arrivals over a daily curve with a burst.</summary>
/// <param name="settings">The day.</param>
/// <param name="seed">The seed.</param>
internal sealed class DailyLoad(LoadSettings settings, ulong seed)
{
    // Path counts that clients ask for, each with its share of a hundred sessions.
    private static readonly (int Paths, int Share)[] Widths = [(4, 20), (8, 60), (16, 20)];
    private const double TurnSpread = 0.12;

    private readonly SeededRandom _random = new(SeedDerivation.Derive(seed, "daily-load", 0));
    private readonly RoundSettings _rounds = new()
    {
        IntervalTokens = settings.IntervalTokens,
        SummaryTokens = settings.SummaryTokens,
        MaxTurns = settings.MaxTurns,
        AnswerTokens = settings.SummaryTokens,
    };

    /// <summary>Expected sessions a minute at a time of the day.</summary>
    /// <param name="at">The time.</param>
    public double RateAt(TimeSpan at)
    {
        // Two humps: the late morning and, somewhat lower, the evening; nights are quiet.
        double hours = at.TotalHours;
        double shape = Math.Max(Hump(hours, 11, 2.8), 0.8 * Hump(hours, 19.5, 2.4));
        double burst = at >= settings.BurstStart && at < settings.BurstStart + settings.BurstLength ? settings.BurstRate : 0;
        return settings.QuietRate + ((settings.BusyRate - settings.QuietRate) * shape) + burst;
    }

    /// <summary>Makes the day's sessions, by arrival.</summary>
    public IReadOnlyList<SessionPlan> Make()
    {
        double most = settings.BusyRate + settings.BurstRate;
        var plans = new List<SessionPlan>();
        TimeSpan at = TimeSpan.Zero;
        while (true)
        {
            // Thinning: arrivals at the highest rate, kept with the chance that the rate of their moment gives them.
            at += TimeSpan.FromMinutes(-Math.Log(1 - _random.NextDouble()) / most);
            if (at >= settings.Length)
            {
                return plans;
            }

            if (_random.NextDouble() * most < RateAt(at))
            {
                plans.Add(MakeSession(at));
            }
        }
    }

    private static double Hump(double hours, double center, double width) =>
        Math.Exp(-Math.Pow((hours - center) / width, 2) / 2);

    private SessionPlan MakeSession(TimeSpan arrival)
    {
        int[] turns = [.. Enumerable.Range(0, DrawWidth()).Select(_ => DrawTurns())];
        var ends = new TimeSpan[turns.Length];
        TimeSpan closed = TimeSpan.Zero;
        int rounds = 0;
        for (int turn = 1; turn <= turns.Max(); turn++)
        {
            TimeSpan roundEnd = closed;
            for (int path = 0; path < turns.Length; path++)
            {
                if (turns[path] >= turn)
                {
                    ends[path] = closed + TurnTime(isLast: turns[path] == turn);
                    roundEnd = turns[path] > turn && ends[path] > roundEnd ? ends[path] : roundEnd;
                }
            }

            // A turn that an exchange follows ends for nobody before the slowest path has reported.
            if (_rounds.IsExchange(turn) && turns.Any(count => count > turn))
            {
                closed = roundEnd;
                rounds++;
            }
        }

        return new SessionPlan(arrival, ends, rounds);
    }

    private int DrawWidth()
    {
        int draw = _random.NextBelow(Widths.Sum(width => width.Share));
        foreach ((int paths, int share) in Widths)
        {
            draw -= share;
            if (draw < 0)
            {
                return paths;
            }
        }

        return Widths[^1].Paths;
    }

    private int DrawTurns()
    {
        int turns = 1;
        while (turns < settings.MaxTurns && _random.NextDouble() >= settings.EndChance)
        {
            turns++;
        }

        return turns;
    }

    private TimeSpan TurnTime(bool isLast)
    {
        double share = isLast ? 0.2 + (0.8 * _random.NextDouble()) : 1;
        double tokens = (settings.IntervalTokens * share) + settings.SummaryTokens;
        double spread = 1 + (TurnSpread * ((2 * _random.NextDouble()) - 1));
        return TimeSpan.FromSeconds(tokens / settings.TokensPerSecond * spread);
    }
}
