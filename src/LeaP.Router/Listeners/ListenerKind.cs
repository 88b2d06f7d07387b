namespace LeaP.Router.Listeners;

/// <summary>Who a port is for.</summary>
internal enum ListenerKind
{
    /// <summary>Clients, HTTP/2.</summary>
    Clients,

    /// <summary>Workers, HTTP/2.</summary>
    Links,

    /// <summary>Probes, HTTP/1.1: it cannot share a port with HTTP/2 without TLS.</summary>
    Probes,
}
