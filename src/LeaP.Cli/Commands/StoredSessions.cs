using Grpc.Core;
using LeaP.Cli.Connections;
using LeaP.Protocol.Reasoning.V1;

namespace LeaP.Cli.Commands;

/// <summary>Reads sessions that a router holds.</summary>
internal static class StoredSessions
{
    /// <summary>A whole session.</summary>
    /// <param name="connection">The router.</param>
    /// <param name="sessionId">The session.</param>
    /// <param name="host">Knows the time.</param>
    /// <param name="cancellationToken">Ends the call.</param>
    public static async Task<Session> GetAsync(
        RouterConnection connection, string sessionId, CommandHost host, CancellationToken cancellationToken)
    {
        GetSessionResponse response = await connection.Reasoning.GetSessionAsync(
            new GetSessionRequest { SessionId = sessionId, View = SessionView.Full }, CallTimes.Unary(host, cancellationToken));
        return response.Session;
    }

    /// <summary>All events of a session that has ended; none when they are no longer kept.</summary>
    /// <param name="connection">The router.</param>
    /// <param name="sessionId">The session.</param>
    /// <param name="host">Knows the time.</param>
    /// <param name="cancellationToken">Ends the call.</param>
    public static async Task<List<SessionEvent>> EventsAsync(
        RouterConnection connection, string sessionId, CommandHost host, CancellationToken cancellationToken)
    {
        var events = new List<SessionEvent>();
        var request = new WatchSessionRequest { SessionId = sessionId, EventDetail = EventDetail.Rounds };
        try
        {
            using AsyncServerStreamingCall<WatchSessionResponse> call =
                connection.Reasoning.WatchSession(request, CallTimes.Unary(host, cancellationToken));
            await foreach (WatchSessionResponse response in call.ResponseStream.ReadAllAsync(cancellationToken))
            {
                events.Add(response.Event);
            }
        }
        catch (RpcException exception) when (exception.StatusCode == StatusCode.OutOfRange)
        {
            return [];
        }

        return events;
    }
}
