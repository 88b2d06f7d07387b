namespace LeaP.Protocol;

/// <summary>Constants of the worker link protocol.</summary>
public static class LinkProtocol
{
    /// <summary>Version spoken by this build.</summary>
    public const int Version = 1;

    /// <summary>Largest message either side may send, in bytes.</summary>
    public const int MaxMessageBytes = 16 * 1024 * 1024;
}
