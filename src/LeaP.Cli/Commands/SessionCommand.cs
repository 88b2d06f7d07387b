using System.CommandLine;
using LeaP.Cli.Connections;
using LeaP.Cli.Rendering;
using LeaP.Protocol.Reasoning.V1;

namespace LeaP.Cli.Commands;

/// <summary><c>leap session</c>: shows a session as the router holds it.</summary>
/// <param name="host">What it needs from outside.</param>
/// <param name="router">Where the router is.</param>
internal sealed class SessionCommand(CommandHost host, RouterOption router)
{
    private readonly Argument<string> _sessionId = new("SESSION") { Description = "Identifier of the session." };
    private readonly Option<bool> _full = OptionKinds.Switch("--full", "Show the paths and their text as well.");
    private readonly Option<bool> _json = OptionKinds.Switch("--json", "Print the session as one JSON line.");

    /// <summary>The command.</summary>
    public Command Build()
    {
        var command = new Command("session", "Show a session.") { _sessionId, _full, _json };
        command.SetAction((parsed, cancellationToken) =>
            CommandGuard.RunAsync(host, () => RunAsync(parsed, cancellationToken), cancellationToken));
        return command;
    }

    private async Task<int> RunAsync(ParseResult parsed, CancellationToken cancellationToken)
    {
        await using RouterConnection connection = router.Connect(parsed);
        GetSessionResponse response = await connection.Reasoning.GetSessionAsync(
            new GetSessionRequest
            {
                SessionId = parsed.GetRequiredValue(_sessionId),
                View = parsed.GetValue(_full) ? SessionView.Full : SessionView.Basic,
            },
            CallTimes.Unary(host, cancellationToken));
        await host.Out.WriteLinesAsync(
            parsed.GetValue(_json) ? [JsonLines.Of(response.Session)] : SessionLines.Of(response.Session),
            cancellationToken);
        return ExitCodes.Success;
    }
}
