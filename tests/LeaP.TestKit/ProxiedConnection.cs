using System.Net.Sockets;

namespace LeaP.TestKit;

/// <summary>One connection through a <see cref="TcpProxy"/>.</summary>
/// <param name="client">The side that dialled.</param>
/// <param name="server">The side that was dialled for it.</param>
internal sealed class ProxiedConnection(TcpClient client, TcpClient server) : IDisposable
{
    private volatile bool _hangs;
    private long _touched = TimeProvider.System.GetTimestamp();

    /// <summary>The side that dialled.</summary>
    public TcpClient Client => client;

    /// <summary>The side that was dialled for it.</summary>
    public TcpClient Server => server;

    /// <summary>True to swallow what either side sends.</summary>
    public bool Hangs
    {
        get => _hangs;
        set => _hangs = value;
    }

    /// <summary>How long neither side has sent anything.</summary>
    public TimeSpan Idle => TimeProvider.System.GetElapsedTime(Interlocked.Read(ref _touched));

    /// <summary>Notes that something was sent.</summary>
    public void Touch() => Interlocked.Exchange(ref _touched, TimeProvider.System.GetTimestamp());

    /// <summary>Ends both sides with a reset.</summary>
    public void Reset()
    {
        foreach (TcpClient side in (TcpClient[])[client, server])
        {
            try
            {
                if (side.Client is { } socket)
                {
                    socket.LingerState = new LingerOption(true, 0);
                    socket.Close();
                }
            }
            catch (Exception exception) when (exception is SocketException or ObjectDisposedException)
            {
                // It ended by itself first.
            }
        }
    }

    /// <inheritdoc />
    public void Dispose()
    {
        client.Dispose();
        server.Dispose();
    }
}
