using System.CommandLine;
using Grpc.Core;
using LeaP.Cli.Connections;
using LeaP.Cli.Rendering;
using LeaP.Protocol.Reasoning.V1;

namespace LeaP.Cli.Commands;

/// <summary><c>leap watch</c>: follows a session, running or ended.</summary>
/// <param name="host">What it needs from outside.</param>
/// <param name="router">Where the router is.</param>
internal sealed class WatchCommand(CommandHost host, RouterOption router)
{
    private readonly Argument<string> _sessionId = new("SESSION") { Description = "Identifier of the session." };
    private readonly Option<long?> _after = OptionKinds.Whole("--after", "Skip events up to and with this sequence.");
    private readonly DisplayOptions _display = new(host);

    /// <summary>The command.</summary>
    public Command Build()
    {
        var command = new Command("watch", "Follow a session; Ctrl-C leaves it running.") { _sessionId, _after };
        _display.AddTo(command);
        command.SetAction((parsed, cancellationToken) =>
            CommandGuard.RunAsync(host, () => RunAsync(parsed, cancellationToken), cancellationToken));
        return command;
    }

    private async Task<int> RunAsync(ParseResult parsed, CancellationToken cancellationToken)
    {
        ISessionDisplay display = _display.Create(parsed);
        await using RouterConnection connection = router.Connect(parsed);
        var request = new WatchSessionRequest
        {
            SessionId = parsed.GetRequiredValue(_sessionId),
            AfterSequence = parsed.GetValue(_after) ?? 0,
            EventDetail = _display.Detail(parsed, display),
        };
        using AsyncServerStreamingCall<WatchSessionResponse> call = connection.Reasoning.WatchSession(request, cancellationToken: cancellationToken);
        SessionTrace trace = await display.ShowAsync(
            SessionStreams.EventsAsync(call.ResponseStream, response => response.Event, cancellationToken),
            cancellationToken);
        return SessionStreams.ExitCode(trace);
    }
}
