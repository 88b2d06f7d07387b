using LeaP.Reasoning.Storage;

namespace LeaP.Router.Storage;

/// <summary>Says once when the store goes away and once when it is back, however many sessions notice.</summary>
internal sealed partial class StoreStatus(ILogger<StoreStatus> logger)
{
    private int _away;

    /// <summary>A call failed.</summary>
    /// <param name="exception">Why.</param>
    public void Failed(SessionStoreException exception)
    {
        if (Interlocked.Exchange(ref _away, 1) == 0)
        {
            LogAway(exception, exception.Message);
        }
    }

    /// <summary>A call succeeded.</summary>
    public void Succeeded()
    {
        if (Volatile.Read(ref _away) == 1 && Interlocked.Exchange(ref _away, 0) == 1)
        {
            LogBack();
        }
    }

    [LoggerMessage(EventId = 2301, EventName = "StoreAway", Level = LogLevel.Warning,
        Message = "The session store is away: {Cause} Running sessions go on and are stored when it is back.")]
    private partial void LogAway(Exception exception, string cause);

    [LoggerMessage(EventId = 2302, EventName = "StoreBack", Level = LogLevel.Information,
        Message = "The session store answers again.")]
    private partial void LogBack();
}
