using LeaP.Protocol.Link.V1;

namespace LeaP.Worker.Link;

/// <summary>The routers a worker may link to, one channel each, and which of them is next.</summary>
internal sealed class RouterChannels : IDisposable
{
    private readonly (string Address, RouterChannel Channel)[] _routers;
    private int _current;

    /// <summary>Makes the channels; nothing is dialled yet.</summary>
    /// <param name="addresses">Where the routers are.</param>
    /// <param name="dialer">Opens the channels.</param>
    public RouterChannels(string addresses, RouterDialer dialer) =>
        _routers = [.. Split(addresses).Select(address => (address, dialer.Open(address)))];

    /// <summary>Address of the router to dial.</summary>
    public string Address => _routers[_current].Address;

    /// <summary>Splits a list of addresses.</summary>
    /// <param name="addresses">One address, or several separated by commas.</param>
    public static string[] Split(string addresses) =>
        addresses.Split(',', StringSplitOptions.TrimEntries | StringSplitOptions.RemoveEmptyEntries) is { Length: > 0 } some
            ? some
            : [addresses];

    /// <summary>A client of the router to dial.</summary>
    public WorkerLinkService.WorkerLinkServiceClient NewClient() => new(_routers[_current].Channel.Invoker);

    /// <summary>Goes on to the next router; behind the last comes the first.</summary>
    public void Advance() => _current = (_current + 1) % _routers.Length;

    /// <inheritdoc />
    public void Dispose()
    {
        foreach ((_, RouterChannel channel) in _routers)
        {
            channel.Dispose();
        }
    }
}
