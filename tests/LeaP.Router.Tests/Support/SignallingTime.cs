using System.Threading.Channels;
using Microsoft.Extensions.Time.Testing;

namespace LeaP.Router.Tests.Support;

/// <summary>A clock that stands still and tells when somebody began to tick by it.</summary>
internal sealed class SignallingTime : FakeTimeProvider
{
    private readonly Channel<TimeSpan> _periods = Channel.CreateUnbounded<TimeSpan>();

    public override ITimer CreateTimer(TimerCallback callback, object? state, TimeSpan dueTime, TimeSpan period)
    {
        ITimer timer = base.CreateTimer(callback, state, dueTime, period);
        if (period > TimeSpan.Zero)
        {
            _periods.Writer.TryWrite(period);
        }

        return timer;
    }

    /// <summary>Waits for the next periodic timer.</summary>
    public Task<TimeSpan> NextPeriodicTimerAsync() =>
        _periods.Reader.ReadAsync(TestContext.Current.CancellationToken).Soon();
}
