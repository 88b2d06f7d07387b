namespace LeaP.Router;

/// <summary>Where a started router listens. A singleton service, filled when the router has started.</summary>
public sealed class RouterAddresses
{
    /// <summary>Base address for clients, such as <c>http://127.0.0.1:8080</c>.</summary>
    public Uri Clients { get; internal set; } = new("http://unset");

    /// <summary>Base address for workers.</summary>
    public Uri Links { get; internal set; } = new("http://unset");

    /// <summary>Base address for probes and metrics.</summary>
    public Uri Probes { get; internal set; } = new("http://unset");
}
