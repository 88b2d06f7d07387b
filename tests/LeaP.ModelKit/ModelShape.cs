namespace LeaP.ModelKit;

/// <summary>Sizes of a decoder and how its graph is written.</summary>
public sealed record ModelShape
{
    /// <summary>Layers.</summary>
    public required int Layers { get; init; }

    /// <summary>Attention heads.</summary>
    public required int Heads { get; init; }

    /// <summary>KV heads; divides <see cref="Heads"/>.</summary>
    public required int KeyValueHeads { get; init; }

    /// <summary>Numbers a head, even.</summary>
    public required int HeadSize { get; init; }

    /// <summary>Numbers a token between layers. A multiple of 32 for <see cref="WeightKind.Bits4"/>.</summary>
    public required int Hidden { get; init; }

    /// <summary>Width of the feed-forward part. A multiple of 32 for <see cref="WeightKind.Bits4"/>.</summary>
    public required int Intermediate { get; init; }

    /// <summary>Token ids.</summary>
    public required int Vocabulary { get; init; }

    /// <summary>Longest context in tokens.</summary>
    public required int Context { get; init; }

    /// <summary>How weights are stored.</summary>
    public WeightKind Weights { get; init; } = WeightKind.Bits32;

    /// <summary>The attention operator.</summary>
    public AttentionKind Attention { get; init; } = AttentionKind.GroupQuery;

    /// <summary>Whether positions are an input. Always so with <see cref="AttentionKind.MultiHead"/>.</summary>
    public bool TakesPositions { get; init; }

    /// <summary>Whether only the last token's logits are computed.</summary>
    public bool PrunesHead { get; init; }

    /// <summary>Whether weights lie in a file of their own beside the graph.</summary>
    public bool StoresWeightsApart { get; init; } = true;

    /// <summary>Tokens an attention layer looks back; null for all.</summary>
    public int? Window { get; init; }

    /// <summary>A token behind which every logit is NaN; null for none.</summary>
    public int? PoisonToken { get; init; }

    /// <summary>Multiplies the random weights of the output head: the higher, the surer the model is of each token.</summary>
    public float Sureness { get; init; } = 8;

    /// <summary>Seed of the weights.</summary>
    public ulong Seed { get; init; } = 1;

    /// <summary>A decoder so small that a test makes it in milliseconds.</summary>
    public static ModelShape Tiny { get; } = new()
    {
        Layers = 2,
        Heads = 4,
        KeyValueHeads = 2,
        HeadSize = 16,
        Hidden = 64,
        Intermediate = 96,
        Vocabulary = 300,
        Context = 256,
    };
}
