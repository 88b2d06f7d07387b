using System.Diagnostics;
using System.Globalization;
using System.Text.RegularExpressions;

namespace LeaP.TestKit.Processes;

/// <summary>A program of ours in a process of its own, which can be watched, stopped and killed.</summary>
public sealed class ChildProgram : IAsyncDisposable
{
    private const int MostProblems = 100;

    private readonly Process _process;
    private readonly List<string> _problems = [];
    private readonly TaskCompletionSource<Match> _ready = new(TaskCreationOptions.RunContinuationsAsynchronously);

    private ChildProgram(Process process, Regex ready)
    {
        _process = process;
        process.OutputDataReceived += (_, line) => Read(line.Data, ready);
        process.BeginOutputReadLine();
        process.BeginErrorReadLine();
    }

    /// <summary>True until it has ended.</summary>
    public bool IsRunning => !_process.HasExited;

    /// <summary>Lines in which it logged an error; at most the first hundred.</summary>
    public IReadOnlyList<string> Problems
    {
        get
        {
            lock (_problems)
            {
                return [.. _problems];
            }
        }
    }

    /// <summary>Starts a program that lies beside the running one and waits until it says that it is ready.</summary>
    /// <param name="assembly">Its file, such as <c>LeaP.Router.dll</c>.</param>
    /// <param name="ready">What it prints then.</param>
    /// <param name="arguments">Its command line.</param>
    /// <returns>The program and what it printed.</returns>
    /// <exception cref="InvalidOperationException">It ended before.</exception>
    public static async Task<(ChildProgram Program, Match Ready)> StartAsync(
        string assembly,
        Regex ready,
        params IReadOnlyList<string> arguments)
    {
        var start = new ProcessStartInfo(
            "dotnet", [Path.Combine(AppContext.BaseDirectory, assembly), .. arguments])
        {
            RedirectStandardOutput = true,
            RedirectStandardError = true,
        };
        start.Environment["DOTNET_NOLOGO"] = "1";
        var program = new ChildProgram(
            Process.Start(start) ?? throw new InvalidOperationException($"{assembly} did not start."), ready);
        try
        {
            return (program, await program._ready.Task.DefaultTimeout());
        }
        catch
        {
            await program.DisposeAsync();
            throw;
        }
    }

    /// <summary>Reads what it holds now; null when it has ended.</summary>
    public ProcessSample? Sample()
    {
        try
        {
            _process.Refresh();
            return new ProcessSample(
                _process.WorkingSet64, _process.HandleCount, _process.Threads.Count, _process.TotalProcessorTime);
        }
        catch (InvalidOperationException)
        {
            return null;
        }
    }

    /// <summary>Ends it without giving it time for anything.</summary>
    public async Task KillAsync()
    {
        _process.Kill();
        await _process.WaitForExitAsync().DefaultTimeout();
    }

    /// <summary>Tells it to stop, as a cluster does, and waits for its end.</summary>
    /// <returns>Its exit code.</returns>
    public async Task<int> StopAsync()
    {
        // .NET has no call that sends SIGTERM to another process.
        using var signal = Process.Start("kill", ["-TERM", _process.Id.ToString(CultureInfo.InvariantCulture)]);
        await _process.WaitForExitAsync().DefaultTimeout();
        return _process.ExitCode;
    }

    /// <inheritdoc />
    public async ValueTask DisposeAsync()
    {
        if (IsRunning)
        {
            await KillAsync();
        }

        _process.Dispose();
    }

    private void Read(string? line, Regex ready)
    {
        if (line is null)
        {
            _ready.TrySetException(new InvalidOperationException(
                $"The program ended before it was ready. {string.Join('\n', Problems)}"));
            return;
        }

        if (ready.Match(line) is { Success: true } match)
        {
            _ready.TrySetResult(match);
        }

        if (line.StartsWith("fail:", StringComparison.Ordinal) || line.StartsWith("crit:", StringComparison.Ordinal))
        {
            lock (_problems)
            {
                if (_problems.Count < MostProblems)
                {
                    _problems.Add(line);
                }
            }
        }
    }
}
