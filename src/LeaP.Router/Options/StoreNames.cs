namespace LeaP.Router.Options;

/// <summary>Names of the places where sessions can be kept.</summary>
internal static class StoreNames
{
    /// <summary>This process alone.</summary>
    public const string Memory = "memory";

    /// <summary>Redis.</summary>
    public const string Redis = "redis";
}
