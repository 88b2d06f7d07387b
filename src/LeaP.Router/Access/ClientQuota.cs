namespace LeaP.Router.Access;

/// <summary>How much a client may take; 0 is any number, null is what the router's settings say.</summary>
/// <param name="Sessions">Sessions at once.</param>
/// <param name="Paths">Paths of all its sessions at once.</param>
/// <param name="TokensPerMinute">Tokens a minute that its sessions may generate.</param>
internal sealed record ClientQuota(int? Sessions, int? Paths, int? TokensPerMinute)
{
    /// <summary>As the router's settings say.</summary>
    public static ClientQuota Usual { get; } = new(null, null, null);
}
