using LeaP.Inference.Slots;
using LeaP.Inference.Tests.Support;

namespace LeaP.Inference.Tests.Slots;

public sealed class SlotPoolTests
{
    [Fact]
    public async Task Slots_are_handed_out_lowest_first_and_a_full_pool_waits()
    {
        using var pool = new SlotPool(2, typeof(SlotPoolTests));

        (await pool.TakeAsync(2, CancellationToken.None).Soon()).ShouldBe([0, 1]);
        Task<int[]> waiting = pool.TakeAsync(1, CancellationToken.None);
        waiting.IsCompleted.ShouldBeFalse();
        pool.Return(1);

        (await waiting.Soon()).ShouldBe([1]);
    }

    [Fact]
    public async Task A_later_request_for_few_does_not_overtake_an_earlier_one_for_many()
    {
        using var pool = new SlotPool(3, typeof(SlotPoolTests));
        await pool.TakeAsync(2, CancellationToken.None).Soon();

        Task<int[]> many = pool.TakeAsync(2, CancellationToken.None);
        Task<int[]> few = pool.TakeAsync(1, CancellationToken.None);
        few.IsCompleted.ShouldBeFalse();
        pool.Return(0);

        (await many.Soon()).ShouldBe([0, 2]);
        few.IsCompleted.ShouldBeFalse();
        pool.Return(1);
        (await few.Soon()).ShouldBe([1]);
    }

    [Fact]
    public async Task A_cancelled_wait_lets_the_next_one_through()
    {
        using var pool = new SlotPool(2, typeof(SlotPoolTests));
        using var cancel = new CancellationTokenSource();
        await pool.TakeAsync(1, CancellationToken.None).Soon();

        Task<int[]> many = pool.TakeAsync(2, cancel.Token);
        Task<int[]> few = pool.TakeAsync(1, CancellationToken.None);
        await cancel.CancelAsync();

        await Should.ThrowAsync<OperationCanceledException>(many.Soon());
        (await few.Soon()).ShouldBe([1]);
    }

    [Fact]
    public async Task Disposing_ends_the_waits()
    {
        var pool = new SlotPool(1, typeof(SlotPoolTests));
        await pool.TakeAsync(1, CancellationToken.None).Soon();
        Task<int[]> waiting = pool.TakeAsync(1, CancellationToken.None);

        pool.Dispose();

        ObjectDisposedException error = await Should.ThrowAsync<ObjectDisposedException>(waiting.Soon());
        error.ObjectName.ShouldBe(typeof(SlotPoolTests).FullName);
    }
}
