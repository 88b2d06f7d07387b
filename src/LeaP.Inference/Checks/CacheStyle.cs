namespace LeaP.Inference.Checks;

/// <summary>How a graph treats its KV cache.</summary>
public enum CacheStyle
{
    /// <summary>New tokens are written into the memory that holds the old ones.</summary>
    InPlace,

    /// <summary>Old and new tokens come back as a longer tensor, so that the cache is copied with every run.</summary>
    Growing,
}
