namespace LeaP.Soak;

/// <summary>How long and how hard the service is run.</summary>
internal sealed record SoakSettings
{
    /// <summary>Length of the run, at least a few seconds.</summary>
    public TimeSpan Length { get; init; } = TimeSpan.FromMinutes(20);

    /// <summary>Share of the run, from its beginning, that slopes leave out: code is compiled and pools fill.</summary>
    public double WarmUpShare { get; init; } = 0.3;

    /// <summary>Seed of what clients do.</summary>
    public ulong Seed { get; init; } = 1;

    /// <summary>Clients at work at a time, at least 1.</summary>
    public int Clients { get; init; } = 6;

    /// <summary>Workers, at least 2; the first is never restarted.</summary>
    public int Workers { get; init; } = 3;

    /// <summary>
    /// Time from a client's session to its next, as far as the session is over by then: load that does not follow the
    /// machine's speed, since what is held follows the load.
    /// </summary>
    public TimeSpan Period { get; init; } = TimeSpan.FromMilliseconds(1500);

    /// <summary>Time between two restarts of a worker.</summary>
    public TimeSpan RestartPeriod { get; init; } = TimeSpan.FromSeconds(20);

    /// <summary>Time between two looks at the processes.</summary>
    public TimeSpan SamplePeriod { get; init; } = TimeSpan.FromSeconds(2);

    /// <summary>How long ended sessions are kept, so that keeping them reaches its level within the warm-up.</summary>
    public TimeSpan Retention { get; init; } = TimeSpan.FromSeconds(30);
}
