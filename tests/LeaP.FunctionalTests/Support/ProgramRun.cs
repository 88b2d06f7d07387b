using System.Diagnostics;
using System.Text;
using LeaP.TestKit;

namespace LeaP.FunctionalTests.Support;

/// <summary>A program of ours or of somebody else in a process of its own.</summary>
internal sealed class ProgramRun : IAsyncDisposable
{
    private readonly Process _process;
    private readonly StringBuilder _output = new();
    private readonly StringBuilder _errors = new();
    private readonly Task _reading;

    private ProgramRun(Process process)
    {
        _process = process;
        _reading = Task.WhenAll(
            CopyAsync(process.StandardOutput, _output), CopyAsync(process.StandardError, _errors));
    }

    public string Output => Read(_output);

    public string Errors => Read(_errors);

    /// <summary>Starts a program; its standard input is empty.</summary>
    public static ProgramRun Start(string file, params string[] arguments) =>
        StartIn(Path.GetTempPath(), file, arguments);

    /// <summary>Starts a program in a folder; its standard input is empty.</summary>
    public static ProgramRun StartIn(string folder, string file, params string[] arguments)
    {
        var start = new ProcessStartInfo(file, arguments)
        {
            RedirectStandardInput = true,
            RedirectStandardOutput = true,
            RedirectStandardError = true,
            WorkingDirectory = folder,
        };
        start.Environment["DOTNET_NOLOGO"] = "1";
        Process process = Process.Start(start) ?? throw new InvalidOperationException($"{file} did not start.");
        process.StandardInput.Close();
        return new ProgramRun(process);
    }

    /// <summary>Starts a program of ours.</summary>
    public static ProgramRun StartOurs(string project, string assembly, params string[] arguments) =>
        Start("dotnet", [Repository.Program(project, assembly), .. arguments]);

    /// <summary>Waits for the end and gives the exit code.</summary>
    public async Task<int> EndAsync()
    {
        await _process.WaitForExitAsync().DefaultTimeout();
        await _reading.DefaultTimeout();
        return _process.ExitCode;
    }

    /// <summary>Waits for the end of a program that takes longer than tests usually wait, and gives the exit code.</summary>
    public async Task<int> EndAsync(TimeSpan limit)
    {
        await _process.WaitForExitAsync().WaitAsync(limit);
        return await EndAsync();
    }

    /// <summary>Waits until a text was printed.</summary>
    public Task PrintsAsync(string text) => Eventually.HoldsAsync(
        () => _process.HasExited && !Output.Contains(text, StringComparison.Ordinal)
            ? throw new InvalidOperationException($"Ended with {_process.ExitCode}: {Output}{Errors}")
            : Task.FromResult(Output.Contains(text, StringComparison.Ordinal)),
        $"\"{text}\" printed");

    /// <summary>Ends the program without giving it time for anything.</summary>
    public void Kill() => _process.Kill(entireProcessTree: true);

    public async ValueTask DisposeAsync()
    {
        if (!_process.HasExited)
        {
            Kill();
        }

        await EndAsync();
        _process.Dispose();
    }

    private static async Task CopyAsync(StreamReader reader, StringBuilder text)
    {
        while (await reader.ReadLineAsync() is { } line)
        {
            lock (text)
            {
                text.AppendLine(line);
            }
        }
    }

    private static string Read(StringBuilder text)
    {
        lock (text)
        {
            return text.ToString();
        }
    }
}
