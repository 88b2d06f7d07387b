using System.Diagnostics;
using System.Net;
using System.Net.Sockets;

namespace LeaP.TestKit;

/// <summary>
/// A redis-server process of its own on a free loopback port, which keeps nothing on disk. It can be killed and started
/// again, empty, on the same port.
/// </summary>
public sealed class RedisServer : IAsyncDisposable
{
    private readonly string[] _arguments;
    private readonly DirectoryInfo _folder = Directory.CreateTempSubdirectory("leap-redis-");
    private Process? _process;

    private RedisServer(int port, string[] arguments)
    {
        Port = port;
        _arguments = arguments;
    }

    /// <summary>Port it listens on.</summary>
    public int Port { get; }

    /// <summary>Where it listens, as clients want it.</summary>
    public string Endpoint => $"127.0.0.1:{Port}";

    /// <summary>Starts a server.</summary>
    /// <param name="arguments">Further arguments; <c>{port}</c> in them stands for the port.</param>
    public static async Task<RedisServer> StartAsync(params string[] arguments)
    {
        var server = new RedisServer(FreePort(), arguments);
        await server.StartAgainAsync();
        return server;
    }

    /// <summary>Starts the server after it was killed.</summary>
    public async Task StartAgainAsync()
    {
        string port = Port.ToString(System.Globalization.CultureInfo.InvariantCulture);
        var start = new ProcessStartInfo("redis-server") { RedirectStandardOutput = true, RedirectStandardError = true };
        string[] own = _arguments.Contains("--port") ? [] : ["--port", port];
        foreach (string argument in (string[])
            [.. own, "--bind", "127.0.0.1", "--save", "", "--appendonly", "no", "--dir", _folder.FullName, .. _arguments])
        {
            start.ArgumentList.Add(argument.Replace("{port}", port, StringComparison.Ordinal));
        }

        var ready = new TaskCompletionSource(TaskCreationOptions.RunContinuationsAsynchronously);
        var said = new List<string>();
        Process process = Process.Start(start)!;
        process.OutputDataReceived += (_, line) =>
        {
            lock (said)
            {
                said.Add(line.Data ?? "");
            }

            if (line.Data is null)
            {
                ready.TrySetException(new InvalidOperationException(
                    $"redis-server ended before it was ready: {string.Join('\n', said)}"));
            }
            else if (line.Data.Contains("Ready to accept connections", StringComparison.Ordinal))
            {
                ready.TrySetResult();
            }
        };
        process.BeginOutputReadLine();
        process.BeginErrorReadLine();
        _process = process;
        await ready.Task.DefaultTimeout();
    }

    /// <summary>Kills the server; what it held is gone.</summary>
    public async Task KillAsync()
    {
        if (_process is { } process)
        {
            _process = null;
            process.Kill();
            await process.WaitForExitAsync().DefaultTimeout();
            process.Dispose();
        }
    }

    /// <summary>Freezes the server: connections stay, and nothing is answered.</summary>
    public Task FreezeAsync() => SignalAsync("-STOP");

    /// <summary>Lets a frozen server go on.</summary>
    public Task ThawAsync() => SignalAsync("-CONT");

    /// <inheritdoc />
    public async ValueTask DisposeAsync()
    {
        await KillAsync();
        _folder.Delete(recursive: true);
    }

    private async Task SignalAsync(string signal)
    {
        Process server = _process ?? throw new InvalidOperationException("The server does not run.");
        using var kill = Process.Start("kill", [signal, server.Id.ToString(System.Globalization.CultureInfo.InvariantCulture)]);
        await kill.WaitForExitAsync().DefaultTimeout();
    }

    private static int FreePort()
    {
        using var listener = new TcpListener(IPAddress.Loopback, 0);
        listener.Start();
        return ((IPEndPoint)listener.LocalEndpoint).Port;
    }
}
