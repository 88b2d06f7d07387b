using System.CommandLine;
using LeaP.Cli.Connections;
using LeaP.Cli.Rendering;
using LeaP.Protocol.Reasoning.V1;

namespace LeaP.Cli.Commands;

/// <summary><c>leap cancel</c>: stops a session.</summary>
/// <param name="host">What it needs from outside.</param>
/// <param name="router">Where the router is.</param>
internal sealed class CancelCommand(CommandHost host, RouterOption router)
{
    private readonly Argument<string> _sessionId = new("SESSION") { Description = "Identifier of the session." };
    private readonly Option<string?> _reason = OptionKinds.Word("--reason", "Why, for logs.", "TEXT");

    /// <summary>The command.</summary>
    public Command Build()
    {
        var command = new Command("cancel", "Cancel a session; nothing happens to one that has ended.") { _sessionId, _reason };
        command.SetAction((parsed, cancellationToken) =>
            CommandGuard.RunAsync(host, () => RunAsync(parsed, cancellationToken), cancellationToken));
        return command;
    }

    private async Task<int> RunAsync(ParseResult parsed, CancellationToken cancellationToken)
    {
        await using RouterConnection connection = router.Connect(parsed);
        CancelSessionResponse response = await connection.Reasoning.CancelSessionAsync(
            new CancelSessionRequest
            {
                SessionId = parsed.GetRequiredValue(_sessionId),
                Reason = parsed.GetValue(_reason) ?? "",
            },
            CallTimes.Unary(host, cancellationToken));
        await host.Out.WriteLinesAsync(
            [$"session {SafeText.OneLine(response.Session.SessionId)} {Words.Of(response.Session.State)}"],
            cancellationToken);
        return ExitCodes.Success;
    }
}
