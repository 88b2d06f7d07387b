using LeaP.Router.Sessions;
using LeaP.Router.Tests.Support;

namespace LeaP.Router.Tests.Sessions;

public sealed class SessionFeedTests
{
    private static CancellationToken Stop => TestContext.Current.CancellationToken;

    [Fact]
    public async Task Events_come_in_order_and_reading_ends_behind_the_last()
    {
        SessionFeed feed = Filled(100, 5);
        feed.Complete();

        (await ReadAsync(feed, 0).Soon()).ShouldBe([1, 2, 3, 4, 5]);
        (await ReadAsync(feed, 3).Soon()).ShouldBe([4, 5]);
        (await ReadAsync(feed, 5).Soon()).ShouldBeEmpty();
    }

    [Theory]
    [InlineData(1)]
    [InlineData(3)]
    public void An_event_out_of_turn_is_refused(long sequence)
    {
        SessionFeed feed = Filled(100, 1);

        Should.Throw<InvalidOperationException>(() => feed.Append(Event(sequence)))
            .Message.ShouldContain("2 comes next");
    }

    [Fact]
    public async Task Every_reader_sees_everything_at_its_own_pace()
    {
        SessionFeed feed = Filled(1000, 3);
        Task<List<long>>[] eager = [.. Enumerable.Range(0, 8).Select(after => ReadAsync(feed, after % 4))];
        await using IAsyncEnumerator<SessionEvent> slow = feed.ReadAsync(0, Stop).GetAsyncEnumerator(Stop);
        (await slow.MoveNextAsync().Soon()).ShouldBeTrue();

        Fill(feed, 200);
        feed.Complete();

        for (int reader = 0; reader < eager.Length; reader++)
        {
            (await eager[reader].Soon()).ShouldBe(Sequences((reader % 4) + 1, 203));
        }

        slow.Current.Sequence.ShouldBe(1);
        for (long sequence = 2; sequence <= 203; sequence++)
        {
            (await slow.MoveNextAsync().Soon()).ShouldBeTrue();
            slow.Current.Sequence.ShouldBe(sequence);
        }

        (await slow.MoveNextAsync().Soon()).ShouldBeFalse();
    }

    [Fact]
    public async Task A_reader_that_waits_is_woken_by_the_next_event_and_by_the_end()
    {
        SessionFeed feed = new(100);
        await using IAsyncEnumerator<SessionEvent> reader = feed.ReadAsync(0, Stop).GetAsyncEnumerator(Stop);

        ValueTask<bool> first = reader.MoveNextAsync();
        first.IsCompleted.ShouldBeFalse();
        Fill(feed, 1);
        (await first.Soon()).ShouldBeTrue();
        ValueTask<bool> second = reader.MoveNextAsync();
        second.IsCompleted.ShouldBeFalse();
        feed.Complete();

        (await second.Soon()).ShouldBeFalse();
    }

    [Fact]
    public async Task A_reader_ahead_of_the_log_skips_what_it_has()
    {
        SessionFeed feed = Filled(100, 2);
        Task<List<long>> reading = ReadAsync(feed, 4);

        Fill(feed, 4);
        feed.Complete();

        (await reading.Soon()).ShouldBe([5, 6]);
    }

    [Fact]
    public async Task Old_events_go_once_a_quarter_more_than_the_capacity_is_there()
    {
        SessionFeed feed = Filled(8, 10);
        await using IAsyncEnumerator<SessionEvent> all = feed.ReadAsync(0, Stop).GetAsyncEnumerator(Stop);
        (await all.MoveNextAsync().Soon()).ShouldBeTrue();

        Fill(feed, 1);
        feed.Complete();

        EventsTrimmedException trimmed =
            await Should.ThrowAsync<EventsTrimmedException>(ReadAsync(feed, 2).Soon());
        trimmed.Message.ShouldContain("3");
        trimmed.Message.ShouldContain("4");
        (await ReadAsync(feed, 3).Soon()).ShouldBe([4, 5, 6, 7, 8, 9, 10, 11]);
    }

    [Fact]
    public async Task A_reader_overtaken_by_the_trimming_is_told()
    {
        SessionFeed feed = Filled(8, 1);
        await using IAsyncEnumerator<SessionEvent> reader = feed.ReadAsync(0, Stop).GetAsyncEnumerator(Stop);
        (await reader.MoveNextAsync().Soon()).ShouldBeTrue();

        Fill(feed, 40);

        await Should.ThrowAsync<EventsTrimmedException>(reader.MoveNextAsync().Soon());
    }

    [Fact]
    public async Task A_cancelled_reader_ends_and_the_others_read_on()
    {
        SessionFeed feed = Filled(100, 1);
        using var cancel = new CancellationTokenSource();
        await using IAsyncEnumerator<SessionEvent> reader = feed.ReadAsync(1, cancel.Token).GetAsyncEnumerator(Stop);
        ValueTask<bool> next = reader.MoveNextAsync();
        Task<List<long>> other = ReadAsync(feed, 0);

        await cancel.CancelAsync();

        await Should.ThrowAsync<OperationCanceledException>(next.Soon());
        Fill(feed, 1);
        feed.Complete();
        (await other.Soon()).ShouldBe([1, 2]);
    }

    private static SessionFeed Filled(int capacity, int count)
    {
        var feed = new SessionFeed(capacity);
        Fill(feed, count);
        return feed;
    }

    private static void Fill(SessionFeed feed, int count)
    {
        for (int i = 0; i < count; i++)
        {
            feed.Append(Event(feed.NextSequence));
        }
    }

    private static SessionEvent.Placed Event(long sequence) =>
        new(sequence, DateTimeOffset.UnixEpoch, "p0", "worker-a", 1);

    private static IEnumerable<long> Sequences(long first, long last)
    {
        for (long sequence = first; sequence <= last; sequence++)
        {
            yield return sequence;
        }
    }

    private static async Task<List<long>> ReadAsync(SessionFeed feed, long after)
    {
        var read = new List<long>();
        await foreach (SessionEvent sessionEvent in feed.ReadAsync(after, Stop))
        {
            read.Add(sessionEvent.Sequence);
        }

        return read;
    }
}
