using LeaP.Router.Access;

namespace LeaP.Router.Admission;

/// <summary>
/// What one client takes now. Tokens are kept as a balance: it fills by the limit each minute, never beyond the limit,
/// and what sessions generate is taken from it, below zero if need be. Not safe for several threads.
/// </summary>
/// <param name="quota">What the client may take.</param>
/// <param name="time">The clock.</param>
internal sealed class ClientAccount(ClientQuota quota, TimeProvider time)
{
    private readonly List<Holding> _holdings = [];
    private double _balance = quota.TokensPerMinute ?? 0;
    private long _settled = time.GetTimestamp();

    /// <summary>What the client may take; every number set.</summary>
    public ClientQuota Quota { get; set; } = quota;

    /// <summary>Sessions at once.</summary>
    public int Sessions => _holdings.Count;

    /// <summary>Paths at once.</summary>
    public int Paths => _holdings.Sum(holding => holding.Paths);

    /// <summary>How long until the client is below its tokens a minute again; zero when it is.</summary>
    public TimeSpan TokenDelay => Quota.TokensPerMinute is > 0 and { } limit && _balance < 0
        ? TimeSpan.FromMinutes(-_balance / limit)
        : TimeSpan.Zero;

    /// <summary>True when nothing would be lost by forgetting the account.</summary>
    public bool IsIdle => _holdings.Count == 0 && _balance >= (Quota.TokensPerMinute ?? 0);

    /// <summary>Counts a session that is about to start.</summary>
    /// <param name="paths">Its paths.</param>
    /// <returns>What stands for it.</returns>
    public object Hold(int paths)
    {
        var holding = new Holding(paths);
        _holdings.Add(holding);
        return holding;
    }

    /// <summary>Says which session started.</summary>
    /// <param name="holding">What stands for it.</param>
    /// <param name="session">The session; null when none started after all.</param>
    public void Settle(object holding, IMeteredSession? session)
    {
        if (session is null)
        {
            _holdings.Remove((Holding)holding);
        }
        else
        {
            ((Holding)holding).Session = session;
        }
    }

    /// <summary>Takes what was generated since the last time from the balance, and forgets sessions that have ended.</summary>
    public void Update()
    {
        double minutes = time.GetElapsedTime(_settled).TotalMinutes;
        _settled = time.GetTimestamp();
        int limit = Quota.TokensPerMinute ?? 0;
        _balance = Math.Min(limit, _balance + (minutes * limit));
        foreach (Holding holding in _holdings.ToArray())
        {
            // Asked before its tokens are read, so that the last of them are not missed.
            bool over = holding.Session?.IsOver == true;
            long tokens = holding.Session?.Tokens ?? 0;
            _balance -= limit > 0 ? tokens - holding.Counted : 0;
            holding.Counted = tokens;
            if (over)
            {
                _holdings.Remove(holding);
            }
        }
    }

    private sealed class Holding(int paths)
    {
        public int Paths { get; } = paths;

        public IMeteredSession? Session { get; set; }

        public long Counted { get; set; }
    }
}
