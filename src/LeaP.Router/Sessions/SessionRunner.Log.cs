using LeaP.Reasoning.Sessions;

namespace LeaP.Router.Sessions;

internal sealed partial class SessionRunner
{
    [LoggerMessage(EventId = 2001, EventName = "SessionEnded", Level = LogLevel.Information,
        Message = "Session {SessionId} ended {State} after {Rounds} rounds.")]
    private partial void LogEnded(string sessionId, SessionState state, int rounds);

    [LoggerMessage(EventId = 2002, EventName = "SessionRunnerFailed", Level = LogLevel.Error,
        Message = "Session {SessionId} failed unexpectedly.")]
    private partial void LogRunnerFailed(Exception exception, string sessionId);

    [LoggerMessage(EventId = 2003, EventName = "RoundRouted", Level = LogLevel.Debug,
        Message = "Session {SessionId} routed round {Round} over {Present} paths, {Late} late.")]
    private partial void LogRouted(string sessionId, int round, int present, int late);

    [LoggerMessage(EventId = 2004, EventName = "PathsMoving", Level = LogLevel.Warning,
        Message = "Session {SessionId} moves {Count} paths: {Cause}")]
    private partial void LogMoving(string sessionId, int count, string cause);

    [LoggerMessage(EventId = 2005, EventName = "PathBroke", Level = LogLevel.Warning,
        Message = "Session {SessionId} path {PathIndex} broke: {Reason}: {Cause}")]
    private partial void LogPathBroke(string sessionId, int pathIndex, string reason, string cause);

    [LoggerMessage(EventId = 2006, EventName = "SessionResumed", Level = LogLevel.Warning,
        Message = "Session {SessionId} goes on here behind event {Sequence} with {Count} living paths.")]
    private partial void LogResumed(string sessionId, long sequence, int count);

    [LoggerMessage(EventId = 2007, EventName = "SessionLeft", Level = LogLevel.Information,
        Message = "Session {SessionId} goes on at another router behind event {Sequence}.")]
    private partial void LogLeft(string sessionId, long sequence);

    [LoggerMessage(EventId = 2008, EventName = "PathsResumed", Level = LogLevel.Information,
        Message = "Session {SessionId}: {Count} paths went on on {WorkerId} over a broken link.")]
    private partial void LogPathsResumed(string sessionId, int count, string workerId);

    [LoggerMessage(EventId = 2391, EventName = "SimilarityFailed", Level = LogLevel.Warning,
        Message = "Session {SessionId}: similarity {Measure} failed ahead of its round.")]
    private partial void LogSimilarityFailed(Exception exception, string sessionId, string measure);
}
