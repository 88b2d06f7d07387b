namespace LeaP.Router.Storage;

/// <summary>Names this life of this router; a restarted router is another one.</summary>
internal sealed class RouterIdentity
{
    /// <summary>The name.</summary>
    public string Id { get; } = $"{Environment.MachineName}-{Guid.NewGuid():N}";
}
