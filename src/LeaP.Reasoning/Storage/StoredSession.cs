namespace LeaP.Reasoning.Storage;

/// <summary>What <see cref="InMemorySessionStore"/> has of one session.</summary>
internal sealed class StoredSession
{
    /// <summary>Owner of the newest lease.</summary>
    public string Owner { get; set; } = "";

    /// <summary>Token of the newest lease.</summary>
    public long Token { get; set; }

    /// <summary>When the newest lease runs out.</summary>
    public DateTimeOffset LeasedUntil { get; set; }

    /// <summary>When the session is forgotten.</summary>
    public DateTimeOffset KeptUntil { get; set; }

    /// <summary>Its events in order.</summary>
    public List<StoredEvent> Events { get; } = [];

    /// <summary>Its newest snapshot.</summary>
    public ReadOnlyMemory<byte>? Snapshot { get; set; }

    /// <summary>Sequence of the last event; 0 for none.</summary>
    public long LastSequence => Events.Count == 0 ? 0 : Events[^1].Sequence;
}
