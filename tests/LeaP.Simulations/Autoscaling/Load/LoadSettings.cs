namespace LeaP.Simulations.Autoscaling.Load;

/// <summary>Who comes over a day and how long sessions take.</summary>
internal sealed record LoadSettings
{
    /// <summary>Length of the day.</summary>
    public TimeSpan Length { get; init; } = TimeSpan.FromHours(24);

    /// <summary>Sessions a minute at the quietest time.</summary>
    public double QuietRate { get; init; } = 0.6;

    /// <summary>Sessions a minute at the busiest time of a plain day.</summary>
    public double BusyRate { get; init; } = 5;

    /// <summary>Sessions a minute that come on top while the burst lasts.</summary>
    public double BurstRate { get; init; } = 9;

    /// <summary>When the burst begins.</summary>
    public TimeSpan BurstStart { get; init; } = TimeSpan.FromHours(15.5);

    /// <summary>How long it lasts.</summary>
    public TimeSpan BurstLength { get; init; } = TimeSpan.FromMinutes(25);

    /// <summary>Tokens of a turn, T in the paper.</summary>
    public int IntervalTokens { get; init; } = 4096;

    /// <summary>Tokens of a summary.</summary>
    public int SummaryTokens { get; init; } = 256;

    /// <summary>Most turns of a path.</summary>
    public int MaxTurns { get; init; } = 8;

    /// <summary>Tokens that a path of the modelled GPU decodes in a second while its batch is full.</summary>
    public double TokensPerSecond { get; init; } = 45;

    /// <summary>Chance that a path ends within a turn that is not its last.</summary>
    public double EndChance { get; init; } = 0.35;
}
