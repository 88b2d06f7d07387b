namespace LeaP.Simulations.UnitCosts;

/// <summary>How much is measured.</summary>
internal sealed record UnitCostsSettings
{
    /// <summary>Idle links, at least 1.</summary>
    public int Links { get; init; } = 64;

    /// <summary>Sessions whose costs are averaged, at least 1.</summary>
    public int Sessions { get; init; } = 300;

    /// <summary>Sessions that run before anything is measured, so that code is compiled and pools are filled.</summary>
    public int WarmUp { get; init; } = 60;

    /// <summary>How long idle links are watched.</summary>
    public TimeSpan IdleTime { get; init; } = TimeSpan.FromSeconds(30);

    /// <summary>Paths of a session.</summary>
    public int Paths { get; init; } = 8;

    /// <summary>Tokens of a turn.</summary>
    public int IntervalTokens { get; init; } = 512;

    /// <summary>Tokens of a summary.</summary>
    public int SummaryTokens { get; init; } = 200;

    /// <summary>Peers that each path hears.</summary>
    public int Peers { get; init; } = 4;
}
