namespace LeaP.Inference.Engines;

/// <summary>The counters behind <see cref="EngineStatistics"/>. Safe to use from several threads.</summary>
internal sealed class EngineCounters
{
    private long _prefilled;
    private long _decoded;
    private long _steps;
    private long _forked;
    private long _rewound;
    private long _evicted;
    private long _restored;

    public void AddPrefilled(int tokens) => Interlocked.Add(ref _prefilled, tokens);

    public void AddDecoded(int tokens) => Interlocked.Add(ref _decoded, tokens);

    public void AddStep() => Interlocked.Increment(ref _steps);

    public void AddForked(int tokens) => Interlocked.Add(ref _forked, tokens);

    public void AddRewound(int tokens) => Interlocked.Add(ref _rewound, tokens);

    public void AddEvicted() => Interlocked.Increment(ref _evicted);

    public void AddRestored(int tokens) => Interlocked.Add(ref _restored, tokens);

    public EngineStatistics Snapshot() => new(
        Interlocked.Read(ref _prefilled),
        Interlocked.Read(ref _decoded),
        Interlocked.Read(ref _steps),
        Interlocked.Read(ref _forked),
        Interlocked.Read(ref _rewound))
    {
        EvictedPaths = Interlocked.Read(ref _evicted),
        RestoredTokens = Interlocked.Read(ref _restored),
    };
}
