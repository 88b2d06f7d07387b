namespace LeaP.Router.Admission;

/// <summary>A session's place within its client's limits, until it is known whether the session started.</summary>
/// <param name="settle">Told which session started; null for none.</param>
internal sealed class SessionReservation(Action<IMeteredSession?> settle) : IDisposable
{
    private Action<IMeteredSession?>? _settle = settle;

    /// <summary>Keeps the place for as long as a session runs.</summary>
    /// <param name="session">The session.</param>
    public void Keep(IMeteredSession session) => Interlocked.Exchange(ref _settle, null)?.Invoke(session);

    /// <summary>Gives the place up, unless a session keeps it.</summary>
    public void Dispose() => Interlocked.Exchange(ref _settle, null)?.Invoke(null);
}
