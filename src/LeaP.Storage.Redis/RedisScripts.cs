namespace LeaP.Storage.Redis;

/// <summary>The scripts that Redis runs as one step each.</summary>
internal static class RedisScripts
{
    private static readonly string Fence = Read("fence.lua");

    /// <summary>Frees a request.</summary>
    public static string Forget { get; } = Read("forget.lua");

    /// <summary>Takes a lease.</summary>
    public static string Acquire { get; } = Fence + Read("acquire.lua");

    /// <summary>Prolongs a lease.</summary>
    public static string Renew { get; } = Fence + Read("renew.lua");

    /// <summary>Appends events.</summary>
    public static string Append { get; } = Fence + Read("append.lua");

    /// <summary>Makes a snapshot the newest one.</summary>
    public static string Publish { get; } = Fence + Read("publish.lua");

    /// <summary>Gives a lease back.</summary>
    public static string Close { get; } = Fence + Read("close.lua");

    /// <summary>Tells of a router's workers.</summary>
    public static string Tell { get; } = Read("tell.lua");

    private static string Read(string name)
    {
        using Stream stream = typeof(RedisScripts).Assembly.GetManifestResourceStream(name)
            ?? throw new InvalidOperationException($"The script {name} is not part of the assembly.");
        using var reader = new StreamReader(stream);
        return reader.ReadToEnd();
    }
}
