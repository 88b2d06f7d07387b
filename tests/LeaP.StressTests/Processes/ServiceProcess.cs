using System.Collections.Concurrent;
using System.Diagnostics;
using System.Globalization;
using LeaP.TestKit;

namespace LeaP.StressTests.Processes;

/// <summary>A program of ours in a process of its own, which can be killed, frozen and started again.</summary>
/// <param name="name">What it is called in the output.</param>
/// <param name="assembly">Its assembly, beside this one.</param>
/// <param name="arguments">Its arguments.</param>
public sealed class ServiceProcess(string name, string assembly, params string[] arguments) : IAsyncDisposable
{
    private const int KeptLines = 400;

    private readonly ConcurrentQueue<string> _lines = new();
    private Process? _process;

    /// <summary>What it is called in the output.</summary>
    public string Name => name;

    /// <summary>True while its process lives.</summary>
    public bool IsRunning => _process is { HasExited: false };

    /// <summary>What it printed last, since it was started last.</summary>
    public IReadOnlyList<string> Lines => [.. _lines];

    /// <summary>Starts it.</summary>
    public void Start()
    {
        var start = new ProcessStartInfo("dotnet") { RedirectStandardOutput = true, RedirectStandardError = true };
        start.Environment["DOTNET_NOLOGO"] = "1";
        start.Environment["DOTNET_TieredPGO"] = "0";
        start.ArgumentList.Add(Path.Combine(AppContext.BaseDirectory, assembly));
        foreach (string argument in arguments)
        {
            start.ArgumentList.Add(argument);
        }

        _lines.Clear();
        Process process = Process.Start(start) ?? throw new InvalidOperationException($"{name} did not start.");
        process.OutputDataReceived += (_, line) => Keep(line.Data);
        process.ErrorDataReceived += (_, line) => Keep(line.Data);
        process.BeginOutputReadLine();
        process.BeginErrorReadLine();
        _process = process;
    }

    /// <summary>Waits until it printed a line since it was started.</summary>
    /// <param name="text">Part of the line.</param>
    /// <param name="cancellationToken">Ends the wait.</param>
    public async Task PrintsAsync(string text, CancellationToken cancellationToken)
    {
        while (!_lines.Any(line => line.Contains(text, StringComparison.Ordinal)))
        {
            if (!IsRunning)
            {
                throw new InvalidOperationException($"{name} ended early:\n{string.Join('\n', _lines)}");
            }

            await Task.Delay(TimeSpan.FromMilliseconds(20), TimeProvider.System, cancellationToken);
        }
    }

    /// <summary>Kills it, as the system would.</summary>
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

    /// <summary>Asks it to stop and waits until it has.</summary>
    /// <returns>Its exit code.</returns>
    public async Task<int> StopAsync()
    {
        Process process = _process ?? throw new InvalidOperationException($"{name} does not run.");
        await SignalAsync("TERM");
        await process.WaitForExitAsync().DefaultTimeout();
        _process = null;
        int code = process.ExitCode;
        process.Dispose();
        return code;
    }

    /// <summary>Sends it a signal.</summary>
    /// <param name="signal">Name of the signal, such as STOP.</param>
    public async Task SignalAsync(string signal)
    {
        if (_process is { HasExited: false } process)
        {
            using Process kill = Process.Start(
                "kill", [$"-{signal}", process.Id.ToString(CultureInfo.InvariantCulture)]);
            await kill.WaitForExitAsync().DefaultTimeout();
        }
    }

    /// <inheritdoc />
    public async ValueTask DisposeAsync() => await KillAsync();

    private void Keep(string? line)
    {
        if (line is not null)
        {
            _lines.Enqueue(line);
            while (_lines.Count > KeptLines)
            {
                _lines.TryDequeue(out _);
            }
        }
    }
}
