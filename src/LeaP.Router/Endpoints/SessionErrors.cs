using Grpc.Core;
using LeaP.Hosting.Errors;
using LeaP.Protocol;
using LeaP.Reasoning.Storage;
using LeaP.Router.Sessions;

namespace LeaP.Router.Endpoints;

/// <summary>Errors about sessions that are not there, or not here.</summary>
internal static class SessionErrors
{
    /// <summary>Nobody knows the session.</summary>
    /// <param name="sessionId">The session.</param>
    public static RpcException NotFound(string sessionId) => RpcErrors.Create(
        StatusCode.NotFound,
        ErrorReasons.SessionNotFound,
        $"session_id: \"{sessionId}\" is unknown or was forgotten.",
        KeyValuePair.Create("sessionId", sessionId));

    /// <summary>Another router runs the session.</summary>
    /// <param name="sessionId">The session.</param>
    public static RpcException Elsewhere(string sessionId) => RpcErrors.Create(
        StatusCode.FailedPrecondition,
        ErrorReasons.SessionElsewhere,
        $"session_id: \"{sessionId}\" runs on another router, which alone can cancel it.",
        KeyValuePair.Create("sessionId", sessionId));

    /// <summary>The store does not answer.</summary>
    /// <param name="retryDelay">How long to wait.</param>
    public static RpcException StoreAway(TimeSpan retryDelay) => RpcErrors.Retryable(
        StatusCode.Unavailable,
        ErrorReasons.StoreUnreachable,
        "The session store does not answer; call again with the same request.",
        retryDelay);

    /// <summary>A router took the request and is gone before it stored anything.</summary>
    /// <param name="retryDelay">How long to wait.</param>
    public static RpcException RouterLost(TimeSpan retryDelay) => RpcErrors.Retryable(
        StatusCode.Unavailable,
        ErrorReasons.RouterLost,
        "The router that took this request is gone; call again with the same request.",
        retryDelay);

    /// <summary>What an exception means to a client; null when it is not about sessions.</summary>
    /// <param name="exception">The exception.</param>
    /// <param name="sessionId">The session.</param>
    /// <param name="retryDelay">How long to wait where a retry helps.</param>
    public static RpcException? Explain(Exception exception, string sessionId, TimeSpan retryDelay) => exception switch
    {
        EventsTrimmedException => RpcErrors.Create(
            StatusCode.OutOfRange, ErrorReasons.EventsTrimmed, exception.Message),
        SessionUnknownException => NotFound(sessionId),
        SessionMovedException => RpcErrors.Retryable(
            StatusCode.Unavailable, ErrorReasons.SessionMoved, $"{exception.Message} Call again.", retryDelay),
        SessionStoreException => StoreAway(retryDelay),
        _ => null,
    };
}
