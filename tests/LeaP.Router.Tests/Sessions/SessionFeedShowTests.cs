using LeaP.Router.Sessions;
using LeaP.Router.Tests.Support;

namespace LeaP.Router.Tests.Sessions;

public sealed class SessionFeedShowTests
{
    private static CancellationToken Stop => TestContext.Current.CancellationToken;

    [Fact]
    public async Task Readers_wait_for_what_is_held_back_and_the_writer_does_not()
    {
        SessionFeed feed = NewFeed(3);
        feed.Show(1);
        await using IAsyncEnumerator<SessionEvent> reader = feed.ReadAsync(0, Stop).GetAsyncEnumerator(Stop);
        (await reader.MoveNextAsync().Soon()).ShouldBeTrue();
        Task<bool> next = reader.MoveNextAsync().AsTask();

        (await feed.ReadBatchAsync(0, 10, Stop).Soon()).Count.ShouldBe(3);
        next.IsCompleted.ShouldBeFalse();
        feed.Show(2);

        (await next.Soon()).ShouldBeTrue();
        reader.Current.Sequence.ShouldBe(2);
    }

    [Fact]
    public async Task A_complete_feed_ends_for_readers_once_everything_is_shown()
    {
        SessionFeed feed = NewFeed(2);
        feed.Show(0);
        feed.Complete();
        Task<List<long>> reading = ReadAsync(feed, 0);

        reading.IsCompleted.ShouldBeFalse();
        feed.Show(long.MaxValue);

        (await reading.Soon()).ShouldBe([1, 2]);
    }

    [Fact]
    public async Task A_session_that_left_shows_what_was_stored_and_then_fails()
    {
        SessionFeed feed = NewFeed(3);
        feed.Show(2);
        feed.Fail(new SessionMovedException(SessionSamples.Id));
        feed.Show(long.MaxValue);
        await using IAsyncEnumerator<SessionEvent> reader = feed.ReadAsync(0, Stop).GetAsyncEnumerator(Stop);

        (await reader.MoveNextAsync().Soon()).ShouldBeTrue();
        (await reader.MoveNextAsync().Soon()).ShouldBeTrue();

        await Should.ThrowAsync<SessionMovedException>(async () => await reader.MoveNextAsync().Soon());
        (await feed.ReadBatchAsync(3, 10, Stop).Soon()).ShouldBeEmpty();
    }

    [Fact]
    public void A_feed_that_begins_later_covers_only_what_comes_behind()
    {
        var feed = new SessionFeed(100, first: 6);

        feed.NextSequence.ShouldBe(6);
        feed.Covers(4).ShouldBeFalse();
        feed.Covers(5).ShouldBeTrue();
    }

    private static SessionFeed NewFeed(int events)
    {
        var feed = new SessionFeed(100);
        for (int i = 1; i <= events; i++)
        {
            feed.Append(new SessionEvent.Placed(i, DateTimeOffset.UnixEpoch, "p0", "w", 1));
        }

        return feed;
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
