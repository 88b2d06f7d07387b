namespace LeaP.ModelKit;

/// <summary>How the weights of a made model are stored.</summary>
public enum WeightKind
{
    /// <summary>32-bit floating point.</summary>
    Bits32,

    /// <summary>16-bit floating point; the KV cache and the logits too.</summary>
    Bits16,

    /// <summary>Four bits in blocks of 32 with a 32-bit scale; activations, KV cache and logits are 32-bit floats.</summary>
    Bits4,
}
