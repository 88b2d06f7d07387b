using LeaP.Evaluation.Runs;
using LeaP.TestKit;

namespace LeaP.Evaluation.Tests.Runs;

public sealed class SlotLimiterTests
{
    [Fact]
    public async Task Sessions_enter_in_order_while_there_is_room()
    {
        var limiter = new SlotLimiter(8);
        await limiter.EnterAsync(4, CancellationToken.None).DefaultTimeout();
        await limiter.EnterAsync(4, CancellationToken.None).DefaultTimeout();
        Task third = limiter.EnterAsync(4, CancellationToken.None);
        Task small = limiter.EnterAsync(1, CancellationToken.None);

        third.IsCompleted.ShouldBeFalse();
        small.IsCompleted.ShouldBeFalse();
        limiter.Leave(4);

        await third.DefaultTimeout();
        small.IsCompleted.ShouldBeFalse();
        limiter.SetSlots(9);
        await small.DefaultTimeout();
        limiter.Used.ShouldBe(9);
    }

    [Fact]
    public async Task A_session_wider_than_everything_runs_alone()
    {
        var limiter = new SlotLimiter(0);
        await limiter.EnterAsync(64, CancellationToken.None).DefaultTimeout();

        Task second = limiter.EnterAsync(1, CancellationToken.None);

        second.IsCompleted.ShouldBeFalse();
        limiter.Leave(64);
        await second.DefaultTimeout();
    }

    [Fact]
    public async Task A_wait_that_is_ended_holds_nothing_and_lets_the_next_in()
    {
        var limiter = new SlotLimiter(4);
        await limiter.EnterAsync(2, CancellationToken.None).DefaultTimeout();
        using var stop = new CancellationTokenSource();
        Task wide = limiter.EnterAsync(4, stop.Token);
        Task small = limiter.EnterAsync(2, CancellationToken.None);
        small.IsCompleted.ShouldBeFalse();

        await stop.CancelAsync();

        await Should.ThrowAsync<OperationCanceledException>(() => wide.DefaultTimeout());
        await small.DefaultTimeout();
        limiter.Used.ShouldBe(4);
    }
}
