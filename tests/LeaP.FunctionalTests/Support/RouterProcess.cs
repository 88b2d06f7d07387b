using System.Diagnostics;
using System.Text.RegularExpressions;
using LeaP.TestKit;

namespace LeaP.FunctionalTests.Support;

/// <summary>A router in a process of its own, which can be killed as the system would.</summary>
internal sealed partial class RouterProcess : IAsyncDisposable
{
    private readonly Process _process;

    private RouterProcess(Process process, Uri clients, Uri links)
    {
        _process = process;
        Clients = clients;
        Links = links;
    }

    public Uri Clients { get; }

    public Uri Links { get; }

    public static async Task<RouterProcess> StartAsync(params string[] settings)
    {
        var start = new ProcessStartInfo("dotnet") { RedirectStandardOutput = true, RedirectStandardError = true };
        foreach (string argument in (string[])
            [
                System.IO.Path.Combine(AppContext.BaseDirectory, "LeaP.Router.dll"),
                "--Router:ClientPort", "0", "--Router:LinkPort", "0", "--Router:ProbePort", "0",
                .. settings,
            ])
        {
            start.ArgumentList.Add(argument);
        }

        var listening = new TaskCompletionSource<Match>(TaskCreationOptions.RunContinuationsAsynchronously);
        Process process = Process.Start(start)!;
        process.OutputDataReceived += (_, line) =>
        {
            if (line.Data is null)
            {
                listening.TrySetException(new InvalidOperationException("The router ended before it listened."));
            }
            else if (Listening().Match(line.Data) is { Success: true } match)
            {
                listening.TrySetResult(match);
            }
        };
        process.BeginOutputReadLine();
        process.BeginErrorReadLine();
        Match addresses = await listening.Task.DefaultTimeout();
        return new RouterProcess(
            process, new Uri(addresses.Groups["clients"].Value), new Uri(addresses.Groups["links"].Value));
    }

    public async Task KillAsync()
    {
        _process.Kill();
        await _process.WaitForExitAsync().DefaultTimeout();
    }

    public async ValueTask DisposeAsync()
    {
        if (!_process.HasExited)
        {
            await KillAsync();
        }

        _process.Dispose();
    }

    [GeneratedRegex("Clients at (?<clients>[^,]+), workers at (?<links>[^,]+),")]
    private static partial Regex Listening();
}
