using LeaP.Worker.Paths;
using LeaP.Worker.Tests.Support;
using Microsoft.Extensions.Time.Testing;

namespace LeaP.Worker.Tests.Paths;

public sealed class PeerMailboxTests
{
    private static readonly TimeSpan Limit = TimeSpan.FromSeconds(10);
    private static readonly string[] Peers = ["one", "two"];

    private readonly FakeTimeProvider _time = new();
    private readonly PeerMailbox _mailbox;

    public PeerMailboxTests() => _mailbox = new PeerMailbox(_time);

    [Fact]
    public async Task Peers_that_come_while_the_path_waits_are_handed_over()
    {
        Task<IReadOnlyList<string>?> waiting = WaitAsync(1);
        waiting.IsCompleted.ShouldBeFalse();

        _mailbox.Deliver(1, Peers);

        (await waiting.Soon()).ShouldBe(Peers);
    }

    [Fact]
    public async Task Peers_that_come_before_the_path_waits_are_kept()
    {
        _mailbox.Deliver(1, Peers);

        (await WaitAsync(1).Soon()).ShouldBe(Peers);
    }

    [Fact]
    public async Task Nobody_to_hear_is_an_answer_too()
    {
        _mailbox.Deliver(1, []);

        (await WaitAsync(1).Soon()).ShouldNotBeNull().ShouldBeEmpty();
    }

    [Fact]
    public async Task Peers_that_come_too_late_are_not_waited_for_and_not_taken_for_the_next_round()
    {
        Task<IReadOnlyList<string>?> first = WaitAsync(1);
        _time.Advance(TimeSpan.FromSeconds(9));
        first.IsCompleted.ShouldBeFalse();
        _time.Advance(TimeSpan.FromSeconds(1));
        (await first.Soon()).ShouldBeNull();

        _mailbox.Deliver(1, Peers);
        Task<IReadOnlyList<string>?> second = WaitAsync(2);

        second.IsCompleted.ShouldBeFalse();
        _mailbox.Deliver(2, ["three"]);
        (await second.Soon()).ShouldBe(["three"]);
    }

    [Theory]
    [InlineData(1)]
    [InlineData(3)]
    public async Task Peers_of_another_round_do_not_wake_the_path(int other)
    {
        Task<IReadOnlyList<string>?> waiting = WaitAsync(2);

        _mailbox.Deliver(other, ["wrong"]);

        waiting.IsCompleted.ShouldBeFalse();
        _mailbox.Deliver(2, Peers);
        (await waiting.Soon()).ShouldBe(Peers);
    }

    [Fact]
    public async Task Peers_of_a_later_round_are_kept_for_it()
    {
        Task<IReadOnlyList<string>?> waiting = WaitAsync(1);
        _mailbox.Deliver(2, ["later"]);
        _mailbox.Deliver(1, Peers);
        await waiting.Soon();

        (await WaitAsync(2).Soon()).ShouldBe(["later"]);
    }

    [Fact]
    public async Task The_first_of_two_deliveries_counts()
    {
        Task<IReadOnlyList<string>?> waiting = WaitAsync(1);

        _mailbox.Deliver(1, Peers);
        _mailbox.Deliver(1, ["again"]);

        (await waiting.Soon()).ShouldBe(Peers);
        WaitAsync(2).IsCompleted.ShouldBeFalse();
    }

    [Fact]
    public async Task A_cancelled_wait_ends()
    {
        using var cancel = new CancellationTokenSource();
        Task<IReadOnlyList<string>?> waiting = _mailbox.WaitAsync(1, Limit, cancel.Token);

        await cancel.CancelAsync();

        await Should.ThrowAsync<OperationCanceledException>(waiting.Soon());
    }

    private Task<IReadOnlyList<string>?> WaitAsync(int round) =>
        _mailbox.WaitAsync(round, Limit, TestContext.Current.CancellationToken);
}
