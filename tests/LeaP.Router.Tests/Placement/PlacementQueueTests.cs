using LeaP.Router.Placement;
using LeaP.Router.Sessions;
using LeaP.Router.Tests.Support;
using Microsoft.Extensions.Time.Testing;

namespace LeaP.Router.Tests.Placement;

public sealed class PlacementQueueTests
{
    private static readonly TimeSpan Limit = TimeSpan.FromMinutes(1);

    private readonly FakeTimeProvider _time = new();
    private readonly PlacementQueue _queue;
    private readonly FakeLink _worker = new("worker-a", 4, "model");

    public PlacementQueueTests() => _queue = new PlacementQueue(new LeastLoadedPlacement(), _time);

    [Fact]
    public async Task Slots_are_spread_over_the_workers_that_serve_the_model()
    {
        var other = new FakeLink("worker-b", 4, "model");
        var stranger = new FakeLink("worker-c", 100, "another");
        _queue.Add(_worker);
        _queue.Add(other);
        _queue.Add(stranger);

        IReadOnlyList<ISessionLink> links = await ReserveAsync(6).Soon();

        links.Count(link => link == _worker).ShouldBe(3);
        links.Count(link => link == other).ShouldBe(3);
        _queue.FreeSlots(_worker).ShouldBe(1);
        _queue.FreeSlots(stranger).ShouldBe(100);
        _queue.Capacity("model").ShouldBe(8);
    }

    [Fact]
    public async Task All_slots_come_at_once_or_none()
    {
        _queue.Add(_worker);
        IReadOnlyList<ISessionLink> first = await ReserveAsync(3).Soon();

        Task<IReadOnlyList<ISessionLink>> second = ReserveAsync(2);

        second.IsCompleted.ShouldBeFalse();
        _queue.FreeSlots(_worker).ShouldBe(1);
        _queue.WaitingCount.ShouldBe(1);
        _queue.Release([first[0]]);
        (await second.Soon()).Count.ShouldBe(2);
        _queue.FreeSlots(_worker).ShouldBe(0);
        _queue.WaitingCount.ShouldBe(0);
    }

    [Fact]
    public async Task A_small_request_does_not_overtake_a_big_one_for_the_same_model()
    {
        _queue.Add(_worker);
        IReadOnlyList<ISessionLink> all = await ReserveAsync(4).Soon();
        Task<IReadOnlyList<ISessionLink>> big = ReserveAsync(3);
        Task<IReadOnlyList<ISessionLink>> small = ReserveAsync(1);

        _queue.Release([.. all.Take(2)]);
        big.IsCompleted.ShouldBeFalse();
        small.IsCompleted.ShouldBeFalse();

        _queue.Release([.. all.Skip(2)]);
        await big.Soon();
        await small.Soon();
    }

    [Fact]
    public async Task A_request_for_another_model_does_not_wait_behind()
    {
        var other = new FakeLink("worker-b", 1, "another");
        _queue.Add(_worker);
        _queue.Add(other);
        Task<IReadOnlyList<ISessionLink>> blocked = ReserveAsync(5);

        (await ReserveAsync(1, model: "another").Soon()).ShouldBe([other]);

        blocked.IsCompleted.ShouldBeFalse();
    }

    [Fact]
    public async Task Urgent_requests_go_first_and_in_order_among_themselves()
    {
        _queue.Add(new FakeLink("worker-b", 1, "model"));
        ISessionLink slot = (await ReserveAsync(1).Soon())[0];
        var order = new List<string>();
        Task[] waiting =
        [
            NoteAsync("new 1", urgent: false),
            NoteAsync("moved 1", urgent: true),
            NoteAsync("new 2", urgent: false),
            NoteAsync("moved 2", urgent: true),
        ];

        _queue.Release([slot]);
        await Task.WhenAll(waiting).Soon();

        order.ShouldBe(["moved 1", "moved 2", "new 1", "new 2"]);

        async Task NoteAsync(string name, bool urgent)
        {
            IReadOnlyList<ISessionLink> links = await ReserveAsync(1, urgent: urgent);
            order.Add(name);
            _queue.Release(links);
        }
    }

    [Fact]
    public async Task Tenants_take_turns_however_much_one_of_them_asks_for()
    {
        _queue.Add(new FakeLink("worker-b", 1, "model"));
        ISessionLink slot = (await ReserveAsync(1, tenant: "greedy").Soon())[0];
        var order = new List<string>();
        var waiting = new List<Task>();
        for (int i = 0; i < 50; i++)
        {
            waiting.Add(NoteAsync("greedy"));
        }

        for (int i = 0; i < 3; i++)
        {
            waiting.Add(NoteAsync("modest"));
        }

        waiting.Add(NoteAsync("late"));
        _queue.Release([slot]);
        await Task.WhenAll(waiting).Soon();

        order.Take(7).ShouldBe(["greedy", "modest", "late", "greedy", "modest", "greedy", "modest"]);
        order.Skip(7).ShouldAllBe(tenant => tenant == "greedy");
        order.Count.ShouldBe(54);

        async Task NoteAsync(string tenant)
        {
            IReadOnlyList<ISessionLink> links = await ReserveAsync(1, tenant: tenant);
            order.Add(tenant);
            _queue.Release(links);
        }
    }

    [Fact]
    public async Task Requests_that_were_given_up_cost_their_tenant_no_turn()
    {
        _queue.Add(_worker);
        IReadOnlyList<ISessionLink> all = await ReserveAsync(4).Soon();
        using var cancel = new CancellationTokenSource();
        Task[] givenUp =
        [
            .. Enumerable.Range(0, 20).Select(_ => ReserveAsync(4, tenant: "a", stop: cancel.Token)),
        ];
        await cancel.CancelAsync();
        await Task.WhenAll(givenUp).ShouldThrowAsync<OperationCanceledException>();

        Task<IReadOnlyList<ISessionLink>> first = ReserveAsync(4, tenant: "a");
        Task<IReadOnlyList<ISessionLink>> second = ReserveAsync(4, tenant: "b");
        _queue.Release(all);

        await first.Soon();
        second.IsCompleted.ShouldBeFalse();
    }

    [Fact]
    public async Task A_request_that_waited_too_long_leaves_and_lets_the_next_one_through()
    {
        _queue.Add(_worker);
        Task<IReadOnlyList<ISessionLink>> tooBig = ReserveAsync(5, limit: TimeSpan.FromSeconds(10));
        Task<IReadOnlyList<ISessionLink>> behind = ReserveAsync(4);

        _time.Advance(TimeSpan.FromSeconds(9));
        behind.IsCompleted.ShouldBeFalse();
        _time.Advance(TimeSpan.FromSeconds(1));

        await Should.ThrowAsync<TimeoutException>(tooBig.Soon());
        (await behind.Soon()).Count.ShouldBe(4);
        _queue.WaitingCount.ShouldBe(0);
    }

    [Fact]
    public async Task A_cancelled_request_takes_nothing()
    {
        _queue.Add(_worker);
        using var cancel = new CancellationTokenSource();
        Task<IReadOnlyList<ISessionLink>> waiting = ReserveAsync(5, stop: cancel.Token);

        await cancel.CancelAsync();

        await Should.ThrowAsync<OperationCanceledException>(waiting.Soon());
        _queue.Add(new FakeLink("worker-b", 4, "model"));
        _queue.FreeSlots(_worker).ShouldBe(4);
        _queue.WaitingCount.ShouldBe(0);
    }

    [Fact]
    public async Task A_new_worker_serves_who_waits()
    {
        Task<IReadOnlyList<ISessionLink>> waiting = ReserveAsync(4);
        _queue.Capacity("model").ShouldBe(0);

        _queue.Add(_worker);

        (await waiting.Soon()).ShouldAllBe(link => link == _worker);
    }

    [Fact]
    public async Task A_draining_worker_takes_no_more_paths()
    {
        _queue.Add(_worker);
        _worker.TakesPaths = false;

        Task<IReadOnlyList<ISessionLink>> waiting = ReserveAsync(1);

        waiting.IsCompleted.ShouldBeFalse();
        _queue.Capacity("model").ShouldBe(0);
        var other = new FakeLink("worker-b", 1, "model");
        _queue.Add(other);
        (await waiting.Soon()).ShouldBe([other]);
    }

    [Fact]
    public async Task Slots_of_a_removed_worker_are_gone_and_giving_them_back_adds_none()
    {
        _queue.Add(_worker);
        IReadOnlyList<ISessionLink> links = await ReserveAsync(2).Soon();

        _queue.Remove(_worker);
        _queue.Release(links);

        _queue.FreeSlots(_worker).ShouldBe(0);
        _queue.Capacity("model").ShouldBe(0);
        ReserveAsync(1).IsCompleted.ShouldBeFalse();
    }

    [Fact]
    public async Task Giving_a_slot_back_twice_makes_no_slot()
    {
        _queue.Add(_worker);
        IReadOnlyList<ISessionLink> links = await ReserveAsync(1).Soon();

        _queue.Release(links);
        _queue.Release(links);

        _queue.FreeSlots(_worker).ShouldBe(4);
    }

    private Task<IReadOnlyList<ISessionLink>> ReserveAsync(
        int count,
        string model = "model",
        bool urgent = false,
        string tenant = "",
        TimeSpan? limit = null,
        CancellationToken? stop = null) => _queue.ReserveAsync(
            model, count, urgent, tenant, limit ?? Limit, stop ?? TestContext.Current.CancellationToken);
}
