using FsCheck.Xunit;
using LeaP.Reasoning.Randomness;
using LeaP.Router.Placement;
using LeaP.Router.Sessions;
using LeaP.Router.Tests.Support;
using Microsoft.Extensions.Time.Testing;

namespace LeaP.Router.Tests.Placement;

public sealed class PlacementQueueProperties
{
    private static readonly TimeSpan Limit = TimeSpan.FromSeconds(5);

    [Property(MaxTest = 100)]
    public async Task Never_are_more_slots_out_than_there_are_and_none_is_lost(ulong seed)
    {
        var random = new SeededRandom(seed);
        var time = new FakeTimeProvider();
        var queue = new PlacementQueue(new LeastLoadedPlacement(), time);
        FakeLink[] workers = [.. Enumerable.Range(0, 3).Select(i => new FakeLink($"worker-{i}", 1 + random.NextBelow(5)))];
        Array.ForEach(workers, queue.Add);
        var waiting = new List<Task<IReadOnlyList<ISessionLink>>>();
        var held = new List<IReadOnlyList<ISessionLink>>();
        using var cancel = new CancellationTokenSource();

        for (int step = 0; step < 60; step++)
        {
            switch (random.NextBelow(4))
            {
                case 0 or 1:
                    waiting.Add(queue.ReserveAsync(
                        "model",
                        1 + random.NextBelow(6),
                        random.NextBelow(2) == 0,
                        $"tenant-{random.NextBelow(3)}",
                        Limit,
                        cancel.Token));
                    break;
                case 2 when held.Count > 0:
                    IReadOnlyList<ISessionLink> back = held[random.NextBelow(held.Count)];
                    held.Remove(back);
                    queue.Release(back);
                    break;
                default:
                    time.Advance(TimeSpan.FromSeconds(1));
                    break;
            }

            await CollectAsync(waiting, held);
            foreach (FakeLink worker in workers)
            {
                queue.FreeSlots(worker).ShouldBeGreaterThanOrEqualTo(0);
                held.Sum(links => links.Count(link => link == worker)).ShouldBeLessThanOrEqualTo(worker.SlotCount);
            }
        }

        await cancel.CancelAsync();
        await ((Task)Task.WhenAll(waiting)).ConfigureAwait(ConfigureAwaitOptions.SuppressThrowing);
        await CollectAsync(waiting, held);
        held.ForEach(queue.Release);
        workers.ShouldAllBe(worker => queue.FreeSlots(worker) == worker.SlotCount);
        queue.WaitingCount.ShouldBe(0);
    }

    private static async Task CollectAsync(
        List<Task<IReadOnlyList<ISessionLink>>> waiting,
        List<IReadOnlyList<ISessionLink>> held)
    {
        foreach (Task<IReadOnlyList<ISessionLink>> done in waiting.Where(task => task.IsCompleted).ToArray())
        {
            waiting.Remove(done);
            if (done.IsCompletedSuccessfully)
            {
                held.Add(await done);
            }
        }
    }
}
