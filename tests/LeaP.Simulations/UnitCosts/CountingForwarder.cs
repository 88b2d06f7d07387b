using System.Net;
using System.Net.Sockets;

namespace LeaP.Simulations.UnitCosts;

/// <summary>A loopback port that passes everything on to another one and counts the bytes.</summary>
internal sealed class CountingForwarder : IAsyncDisposable
{
    private const int BufferSize = 64 * 1024;

    private readonly TcpListener _listener = new(IPAddress.Loopback, 0);
    private readonly CancellationTokenSource _stop = new();
    private readonly List<Task> _connections = [];
    private readonly Uri _target;
    private readonly Task _accepting;
    private long _up;
    private long _down;

    /// <summary>Starts to listen.</summary>
    /// <param name="target">Where everything goes.</param>
    public CountingForwarder(Uri target)
    {
        _target = target;
        _listener.Start();
        Address = new Uri($"http://127.0.0.1:{((IPEndPoint)_listener.LocalEndpoint).Port}");
        _accepting = AcceptAsync();
    }

    /// <summary>Where to dial instead of the target.</summary>
    public Uri Address { get; }

    /// <summary>Bytes towards the target and back, so far.</summary>
    public (long Up, long Down) Bytes => (Interlocked.Read(ref _up), Interlocked.Read(ref _down));

    /// <inheritdoc />
    public async ValueTask DisposeAsync()
    {
        await _stop.CancelAsync();
        _listener.Stop();
        await _accepting;
        await Task.WhenAll(_connections);
        _stop.Dispose();
    }

    private async Task AcceptAsync()
    {
        try
        {
            while (true)
            {
                TcpClient client = await _listener.AcceptTcpClientAsync(_stop.Token);
                _connections.Add(ServeAsync(client));
            }
        }
        catch (OperationCanceledException)
        {
            // The forwarder stops.
        }
    }

    private async Task ServeAsync(TcpClient client)
    {
        using (client)
        using (var server = new TcpClient())
        {
            try
            {
                await server.ConnectAsync(_target.Host, _target.Port, _stop.Token);
                client.NoDelay = server.NoDelay = true;
                Task up = CopyAsync(client.GetStream(), server.GetStream(), count => Interlocked.Add(ref _up, count));
                Task down = CopyAsync(server.GetStream(), client.GetStream(), count => Interlocked.Add(ref _down, count));
                await Task.WhenAny(up, down);
                client.Close();
                server.Close();
                await Task.WhenAll(up, down);
            }
            catch (Exception exception) when (exception is IOException or SocketException or OperationCanceledException or ObjectDisposedException)
            {
                // One end went away, and with it the connection.
            }
        }
    }

    private async Task CopyAsync(NetworkStream from, NetworkStream to, Action<int> count)
    {
        byte[] buffer = new byte[BufferSize];
        while (await from.ReadAsync(buffer, _stop.Token) is > 0 and int read)
        {
            count(read);
            await to.WriteAsync(buffer.AsMemory(0, read), _stop.Token);
        }
    }
}
