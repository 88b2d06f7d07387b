namespace LeaP.ModelKit;

/// <summary>The attention operator of a made model.</summary>
public enum AttentionKind
{
    /// <summary>GroupQueryAttention: takes row lengths from the mask and can write its KV cache in place.</summary>
    GroupQuery,

    /// <summary>MultiHeadAttention: gives back past and new KV as one longer tensor.</summary>
    MultiHead,
}
