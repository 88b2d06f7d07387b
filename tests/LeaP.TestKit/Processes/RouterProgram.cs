using System.Text.RegularExpressions;

namespace LeaP.TestKit.Processes;

/// <summary>A router in a process of its own on free ports.</summary>
public sealed partial class RouterProgram : IAsyncDisposable
{
    private RouterProgram(ChildProgram program, Uri clients, Uri links)
    {
        Program = program;
        Clients = clients;
        Links = links;
    }

    /// <summary>Its process.</summary>
    public ChildProgram Program { get; }

    /// <summary>Where clients call.</summary>
    public Uri Clients { get; }

    /// <summary>Where workers dial.</summary>
    public Uri Links { get; }

    /// <summary>Starts a router.</summary>
    /// <param name="settings">Settings as command line arguments.</param>
    public static async Task<RouterProgram> StartAsync(params string[] settings)
    {
        (ChildProgram program, Match ready) = await ChildProgram.StartAsync(
            "LeaP.Router.dll",
            Listening(),
            ["--Router:ClientPort", "0", "--Router:LinkPort", "0", "--Router:ProbePort", "0", .. settings]);
        return new RouterProgram(
            program, new Uri(ready.Groups["clients"].Value), new Uri(ready.Groups["links"].Value));
    }

    /// <inheritdoc />
    public ValueTask DisposeAsync() => Program.DisposeAsync();

    [GeneratedRegex("Clients at (?<clients>[^,]+), workers at (?<links>[^,]+),")]
    private static partial Regex Listening();
}
