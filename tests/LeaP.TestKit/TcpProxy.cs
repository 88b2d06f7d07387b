using System.Collections.Concurrent;
using System.Net;
using System.Net.Sockets;

namespace LeaP.TestKit;

/// <summary>
/// Stands between two parts on loopback and passes bytes on, until it is told to break connections, to let them hang, to
/// delay them, or to cut those that are silent.
/// </summary>
public sealed class TcpProxy : IAsyncDisposable
{
    private const int BufferSize = 16 * 1024;

    private readonly TcpListener _listener = new(IPAddress.Loopback, 0);
    private readonly ConcurrentDictionary<ProxiedConnection, Task> _connections = new();
    private readonly CancellationTokenSource _stop = new();
    private readonly Func<IPEndPoint> _target;
    private readonly Task _accepting;

    private TcpProxy(Func<IPEndPoint> target)
    {
        _target = target;
        _listener.Start();
        _accepting = AcceptAsync();
    }

    /// <summary>Port it listens on.</summary>
    public int Port => ((IPEndPoint)_listener.LocalEndpoint).Port;

    /// <summary>Address of it for HTTP.</summary>
    public Uri Address => new($"http://127.0.0.1:{Port}");

    /// <summary>Time that each stretch of bytes is kept back; 0 for none.</summary>
    public TimeSpan Delay { get; set; }

    /// <summary>Silence in both directions after which a connection is cut, as load balancers do; null for never.</summary>
    public TimeSpan? IdleLimit { get; set; }

    /// <summary>Connections that were cut for their silence.</summary>
    public int CutForSilence { get; private set; }

    /// <summary>Connections open now.</summary>
    public int Count => _connections.Count;

    /// <summary>Starts a proxy.</summary>
    /// <param name="target">Where to pass bytes on to; asked for each connection.</param>
    public static TcpProxy Start(Func<IPEndPoint> target) => new(target);

    /// <summary>Starts a proxy.</summary>
    /// <param name="target">Where to pass bytes on to.</param>
    public static TcpProxy Start(Uri target) => Start(() => new IPEndPoint(IPAddress.Loopback, target.Port));

    /// <summary>Breaks every connection with a reset.</summary>
    public void Cut()
    {
        foreach (ProxiedConnection connection in _connections.Keys)
        {
            connection.Reset();
        }
    }

    /// <summary>Lets every connection of now hang: it stays open and nothing passes any more.</summary>
    public void Hang()
    {
        foreach (ProxiedConnection connection in _connections.Keys)
        {
            connection.Hangs = true;
        }
    }

    /// <inheritdoc />
    public async ValueTask DisposeAsync()
    {
        await _stop.CancelAsync();
        _listener.Stop();
        Cut();
        await Task.WhenAll([.. _connections.Values, _accepting]).ConfigureAwait(ConfigureAwaitOptions.SuppressThrowing);
        _listener.Dispose();
        _stop.Dispose();
    }

    private async Task AcceptAsync()
    {
        while (true)
        {
            TcpClient client = await _listener.AcceptTcpClientAsync(_stop.Token);
            var connection = new ProxiedConnection(client, new TcpClient(AddressFamily.InterNetwork));
            _connections[connection] = Task.CompletedTask;
            _connections[connection] = PassAsync(connection);
        }
    }

    private async Task PassAsync(ProxiedConnection connection)
    {
        await Task.Yield();
        try
        {
            using (connection)
            {
                await connection.Server.ConnectAsync(_target(), _stop.Token);
                using var ending = CancellationTokenSource.CreateLinkedTokenSource(_stop.Token);
                Task up = CopyAsync(connection, connection.Client, connection.Server, ending.Token);
                Task down = CopyAsync(connection, connection.Server, connection.Client, ending.Token);
                Task idle = CutWhenIdleAsync(connection, ending.Token);
                await Task.WhenAny(up, down, idle);
                await ending.CancelAsync();
                connection.Reset();
                await Task.WhenAll(up, down, idle).ConfigureAwait(ConfigureAwaitOptions.SuppressThrowing);
            }
        }
        catch (Exception exception) when (exception is SocketException or OperationCanceledException or ObjectDisposedException)
        {
            // Nobody listens there now; the side that dialled sees its connection end.
        }
        finally
        {
            _connections.TryRemove(connection, out _);
        }
    }

    private async Task CopyAsync(
        ProxiedConnection connection,
        TcpClient from,
        TcpClient to,
        CancellationToken cancellationToken)
    {
        byte[] buffer = new byte[BufferSize];
        int read;
        while ((read = await from.GetStream().ReadAsync(buffer, cancellationToken)) > 0)
        {
            connection.Touch();
            if (Delay > TimeSpan.Zero)
            {
                await Task.Delay(Delay, TimeProvider.System, cancellationToken);
            }

            if (!connection.Hangs)
            {
                await to.GetStream().WriteAsync(buffer.AsMemory(0, read), cancellationToken);
            }
        }
    }

    private async Task CutWhenIdleAsync(ProxiedConnection connection, CancellationToken cancellationToken)
    {
        while (IdleLimit is not { } limit || connection.Idle < limit)
        {
            await Task.Delay(TimeSpan.FromSeconds(1), TimeProvider.System, cancellationToken);
        }

        CutForSilence++;
    }
}
