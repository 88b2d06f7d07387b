using Microsoft.Extensions.Logging;

namespace LeaP.TestKit;

/// <summary>One thing a host under test logged.</summary>
public sealed record LogEntry(
    string Category,
    LogLevel Level,
    string EventName,
    string Message,
    Exception? Exception);
