using System.Runtime.CompilerServices;
using Grpc.Core;
using LeaP.Cli.Errors;
using LeaP.Cli.Rendering;
using LeaP.Protocol.Reasoning.V1;

namespace LeaP.Cli.Commands;

/// <summary>What the commands that follow a session have in common.</summary>
internal static class SessionStreams
{
    /// <summary>The events of a call's messages.</summary>
    /// <typeparam name="TResponse">The call's message.</typeparam>
    /// <param name="stream">The call's stream.</param>
    /// <param name="select">Takes the event out of a message.</param>
    /// <param name="cancellationToken">Ends the reading.</param>
    public static async IAsyncEnumerable<SessionEvent> EventsAsync<TResponse>(
        IAsyncStreamReader<TResponse> stream,
        Func<TResponse, SessionEvent> select,
        [EnumeratorCancellation] CancellationToken cancellationToken)
    {
        await foreach (TResponse response in stream.ReadAllAsync(cancellationToken))
        {
            yield return select(response);
        }
    }

    /// <summary>The exit status that goes with how a session ended.</summary>
    /// <param name="trace">What was seen of it.</param>
    /// <exception cref="CommandFailedException">The stream ended before the session did.</exception>
    public static int ExitCode(SessionTrace trace) => trace switch
    {
        { IsFinished: true, Session.State: SessionState.Succeeded } => ExitCodes.Success,
        { IsFinished: true } => ExitCodes.Failure,
        _ => throw new CommandFailedException(
            ExitCodes.Unavailable,
            $"The router ended the stream after event {trace.Sequence}, before the session ended. "
            + $"Go on with: leap watch {SafeText.OneLine(trace.Session?.SessionId ?? "SESSION")} --after {trace.Sequence}"),
    };
}
