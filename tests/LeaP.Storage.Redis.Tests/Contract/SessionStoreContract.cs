using System.Text;
using LeaP.Reasoning.Storage;

namespace LeaP.Storage.Redis.Tests.Contract;

/// <summary>What every session store does. Each class below runs these tests over one store.</summary>
public abstract class SessionStoreContract
{
    /// <summary>Long enough for a test that does not wait for anything to run out.</summary>
    protected static readonly SessionStoreLimits Ample = new(1000, TimeSpan.FromMinutes(10), TimeSpan.FromHours(1));

    private static readonly TimeSpan Brief = TimeSpan.FromMilliseconds(400);

    protected static CancellationToken Stop => TestContext.Current.CancellationToken;

    /// <summary>Identifiers of this test alone, since tests may share one Redis.</summary>
    protected string Session { get; } = Guid.NewGuid().ToString();

    protected string Request { get; } = Guid.NewGuid().ToString();

    [Fact]
    public async Task The_first_claim_of_a_request_wins()
    {
        ISessionStore store = await CreateAsync(Ample);
        string[] sessions = [.. Enumerable.Range(0, 16).Select(i => $"{Session}-{i}")];

        string[] winners = await Task.WhenAll(sessions.Select(id => store.ClaimRequestAsync(Request, id, Stop)));

        winners.Distinct().Count().ShouldBe(1);
        sessions.ShouldContain(winners[0]);
        (await store.FindRequestAsync(Request, Stop)).ShouldBe(winners[0]);
    }

    [Fact]
    public async Task What_was_never_stored_is_not_found()
    {
        ISessionStore store = await CreateAsync(Ample);

        (await store.FindRequestAsync(Request, Stop)).ShouldBeNull();
        (await store.FindOwnerAsync(Session, Stop)).ShouldBeNull();
        (await store.LoadSnapshotAsync(Session, Stop)).ShouldBeNull();
        (await store.ReadEventsAsync(Session, 0, 10, Stop)).ShouldBeEmpty();
        (await store.FindLastSequenceAsync(Session, Stop)).ShouldBe(0);
    }

    [Fact]
    public async Task A_claim_runs_out()
    {
        ISessionStore store = await CreateAsync(Ample with { Retention = Brief });
        await store.ClaimRequestAsync(Request, Session, Stop);

        await UntilAsync(async () => await store.FindRequestAsync(Request, Stop) is null);

        (await store.ClaimRequestAsync(Request, "another", Stop)).ShouldBe("another");
    }

    [Fact]
    public async Task A_request_is_freed_from_the_session_it_is_bound_to_and_no_other()
    {
        ISessionStore store = await CreateAsync(Ample);
        await store.ClaimRequestAsync(Request, Session, Stop);

        await store.ForgetRequestAsync(Request, "another", Stop);
        (await store.FindRequestAsync(Request, Stop)).ShouldBe(Session);

        await store.ForgetRequestAsync(Request, Session, Stop);
        (await store.ClaimRequestAsync(Request, "another", Stop)).ShouldBe("another");
    }

    [Fact]
    public async Task One_owner_holds_a_session_at_a_time()
    {
        ISessionStore store = await CreateAsync(Ample);

        SessionLease?[] leases = await Task.WhenAll(
            Enumerable.Range(0, 16).Select(i => store.AcquireLeaseAsync(Session, $"router-{i}", Stop)));

        SessionLease lease = leases.Where(given => given is not null).ShouldHaveSingleItem()!;
        lease.SessionId.ShouldBe(Session);
        (await store.FindOwnerAsync(Session, Stop)).ShouldBe(lease.Owner);
    }

    [Fact]
    public async Task An_owner_that_takes_its_session_again_ends_its_earlier_lease()
    {
        ISessionStore store = await CreateAsync(Ample);
        SessionLease first = await LeaseAsync(store);

        SessionLease second = await LeaseAsync(store);

        second.Token.ShouldBeGreaterThan(first.Token);
        await Should.ThrowAsync<LeaseLostException>(store.RenewLeaseAsync(first, Stop));
    }

    [Fact]
    public async Task A_lease_that_ran_out_goes_to_whoever_asks_and_the_earlier_owner_writes_no_more()
    {
        ISessionStore store = await CreateAsync(Ample with { LeaseTime = Brief });
        SessionLease early = await LeaseAsync(store, "early");
        await store.AppendEventsAsync(early, Events(1, 2), false, Stop);
        await store.SaveSnapshotAsync(early, "of early"u8.ToArray(), Stop);
        SessionLease? late = null;

        await UntilAsync(async () => (late = await store.AcquireLeaseAsync(Session, "late", Stop)) is not null);

        late!.Token.ShouldBeGreaterThan(early.Token);
        await store.AppendEventsAsync(late, Events(3, 3), false, Stop);
        await store.SaveSnapshotAsync(late, "of late"u8.ToArray(), Stop);
        (await Should.ThrowAsync<LeaseLostException>(store.AppendEventsAsync(early, Events(4, 5), false, Stop)))
            .Lease.ShouldBe(early);
        await Should.ThrowAsync<LeaseLostException>(store.SaveSnapshotAsync(early, "too late"u8.ToArray(), Stop));
        await Should.ThrowAsync<LeaseLostException>(store.RenewLeaseAsync(early, Stop));
        await Should.ThrowAsync<LeaseLostException>(store.CloseAsync(early, Request, TimeSpan.Zero, Stop));
        (await ReadAllAsync(store)).ShouldBe([1, 2, 3]);
        (await SnapshotAsync(store)).ShouldBe("of late");
    }

    [Fact]
    public async Task A_lease_that_ran_out_is_prolonged_when_nobody_took_the_session()
    {
        ISessionStore store = await CreateAsync(Ample with { LeaseTime = Brief });
        SessionLease lease = await LeaseAsync(store);
        await UntilAsync(async () => await store.FindOwnerAsync(Session, Stop) is null);

        await store.RenewLeaseAsync(lease, Stop);

        (await store.FindOwnerAsync(Session, Stop)).ShouldBe(lease.Owner);
    }

    [Fact]
    public async Task What_routers_tell_is_read_by_all_until_it_is_told_anew_taken_back_or_run_out()
    {
        var store = (IRosterStore)await CreateAsync(Ample);
        (string one, string other, string brief) = ($"{Session}-1", $"{Session}-2", $"{Session}-3");

        await store.PublishRosterAsync(one, "early"u8.ToArray(), Ample.LeaseTime, Stop);
        await store.PublishRosterAsync(one, "late"u8.ToArray(), Ample.LeaseTime, Stop);
        await store.PublishRosterAsync(other, ReadOnlyMemory<byte>.Empty, Ample.LeaseTime, Stop);
        await store.PublishRosterAsync(brief, "brief"u8.ToArray(), Brief, Stop);

        (await ToldAsync(store)).ShouldContainKeyAndValue(one, "late");
        (await ToldAsync(store)).ShouldContainKeyAndValue(other, "");
        await UntilAsync(async () => !(await ToldAsync(store)).ContainsKey(brief));
        await store.WithdrawRosterAsync(one, Stop);
        await store.WithdrawRosterAsync(one, Stop);
        (await ToldAsync(store)).Keys.ShouldBe([other]);
    }

    [Fact]
    public async Task Events_are_read_in_order_after_any_sequence()
    {
        ISessionStore store = await CreateAsync(Ample);
        SessionLease lease = await LeaseAsync(store);

        (await store.AppendEventsAsync(lease, Events(1, 3), false, Stop)).ShouldBe(3);
        (await store.AppendEventsAsync(lease, Events(4, 12), false, Stop)).ShouldBe(12);

        (await ReadAllAsync(store)).ShouldBe(Enumerable.Range(1, 12).Select(i => (long)i));
        IReadOnlyList<StoredEvent> some = await store.ReadEventsAsync(Session, 8, 3, Stop);
        some.Select(stored => stored.Sequence).ShouldBe([9, 10, 11]);
        some.Select(stored => Encoding.UTF8.GetString(stored.Payload.Span)).ShouldBe(["event 9", "event 10", "event 11"]);
        (await store.ReadEventsAsync(Session, 12, 3, Stop)).ShouldBeEmpty();
        (await store.FindLastSequenceAsync(Session, Stop)).ShouldBe(12);
        store.LeaseTime.ShouldBe(Ample.LeaseTime);
    }

    [Fact]
    public async Task Events_that_are_stored_already_are_skipped()
    {
        ISessionStore store = await CreateAsync(Ample);
        SessionLease lease = await LeaseAsync(store);
        await store.AppendEventsAsync(lease, Events(1, 5), false, Stop);

        (await store.AppendEventsAsync(lease, Events(1, 5), false, Stop)).ShouldBe(5);
        (await store.AppendEventsAsync(lease, Events(2, 4), false, Stop)).ShouldBe(5);
        (await store.AppendEventsAsync(lease, Events(4, 8), false, Stop)).ShouldBe(8);

        (await ReadAllAsync(store)).ShouldBe([1, 2, 3, 4, 5, 6, 7, 8]);
    }

    [Fact]
    public async Task Events_that_do_not_follow_are_refused_unless_the_gap_is_allowed()
    {
        ISessionStore store = await CreateAsync(Ample);
        SessionLease lease = await LeaseAsync(store);

        (await store.AppendEventsAsync(lease, Events(3, 4), false, Stop)).ShouldBe(0);
        (await ReadAllAsync(store)).ShouldBeEmpty();

        (await store.AppendEventsAsync(lease, Events(3, 4), true, Stop)).ShouldBe(4);
        (await store.AppendEventsAsync(lease, Events(6, 6), false, Stop)).ShouldBe(4);
        (await ReadAllAsync(store)).ShouldBe([3, 4]);
    }

    [Fact]
    public async Task Nothing_is_no_event()
    {
        ISessionStore store = await CreateAsync(Ample);
        SessionLease lease = await LeaseAsync(store);

        await Should.ThrowAsync<ArgumentOutOfRangeException>(
            async () => await store.AppendEventsAsync(lease, [], false, Stop));
    }

    [Fact]
    public async Task The_oldest_events_go_beyond_the_limit()
    {
        ISessionStore store = await CreateAsync(Ample with { MaxEvents = 5 });
        SessionLease lease = await LeaseAsync(store);

        await store.AppendEventsAsync(lease, Events(1, 4), false, Stop);
        await store.AppendEventsAsync(lease, Events(5, 12), false, Stop);

        (await ReadAllAsync(store)).ShouldBe([8, 9, 10, 11, 12]);
        (await store.AppendEventsAsync(lease, Events(13, 13), false, Stop)).ShouldBe(13);
    }

    [Fact]
    public async Task A_snapshot_is_replaced_as_a_whole_to_the_byte()
    {
        ISessionStore store = await CreateAsync(Ample);
        SessionLease lease = await LeaseAsync(store);
        byte[] large = new byte[1_000_000];
        new Random(7).NextBytes(large);

        await store.SaveSnapshotAsync(lease, "small"u8.ToArray(), Stop);
        await store.SaveSnapshotAsync(lease, large, Stop);

        (await store.LoadSnapshotAsync(Session, Stop))!.Value.ToArray().ShouldBe(large);
    }

    [Fact]
    public async Task Payloads_of_any_bytes_come_back_as_they_were()
    {
        ISessionStore store = await CreateAsync(Ample);
        SessionLease lease = await LeaseAsync(store);
        byte[] bytes = [.. Enumerable.Range(0, 256).Select(i => (byte)i)];

        await store.AppendEventsAsync(lease, [new StoredEvent(1, bytes), new StoredEvent(2, Array.Empty<byte>())], false, Stop);

        IReadOnlyList<StoredEvent> read = await store.ReadEventsAsync(Session, 0, 10, Stop);
        read[0].Payload.ToArray().ShouldBe(bytes);
        read[1].Payload.Length.ShouldBe(0);
    }

    [Fact]
    public async Task A_closed_session_is_free_and_kept_for_its_time()
    {
        ISessionStore store = await CreateAsync(Ample);
        SessionLease lease = await LeaseAsync(store);
        await store.ClaimRequestAsync(Request, Session, Stop);
        await store.AppendEventsAsync(lease, Events(1, 2), false, Stop);
        await store.SaveSnapshotAsync(lease, "end"u8.ToArray(), Stop);

        await store.CloseAsync(lease, Request, Brief, Stop);

        (await store.FindOwnerAsync(Session, Stop)).ShouldBeNull();
        await UntilAsync(async () =>
            (await ReadAllAsync(store)).Count == 0
            && await store.LoadSnapshotAsync(Session, Stop) is null
            && await store.FindRequestAsync(Request, Stop) is null);
    }

    [Fact]
    public async Task A_closed_session_that_is_to_be_kept_stays_readable()
    {
        ISessionStore store = await CreateAsync(Ample);
        SessionLease lease = await LeaseAsync(store);
        await store.ClaimRequestAsync(Request, Session, Stop);
        await store.AppendEventsAsync(lease, Events(1, 2), false, Stop);
        await store.SaveSnapshotAsync(lease, "end"u8.ToArray(), Stop);

        await store.CloseAsync(lease, Request, TimeSpan.FromMinutes(5), Stop);

        (await ReadAllAsync(store)).ShouldBe([1, 2]);
        (await SnapshotAsync(store)).ShouldBe("end");
        (await store.FindRequestAsync(Request, Stop)).ShouldBe(Session);
    }

    [Fact]
    public async Task Closing_leaves_a_request_alone_that_is_bound_to_another_session()
    {
        ISessionStore store = await CreateAsync(Ample);
        SessionLease lease = await LeaseAsync(store);
        await store.ClaimRequestAsync(Request, "another", Stop);

        await store.CloseAsync(lease, Request, TimeSpan.Zero, Stop);

        (await store.FindRequestAsync(Request, Stop)).ShouldBe("another");
    }

    [Fact]
    public async Task A_session_that_is_written_no_more_is_forgotten_and_its_lease_with_it()
    {
        ISessionStore store = await CreateAsync(new SessionStoreLimits(10, Brief, Brief));
        SessionLease lease = await LeaseAsync(store);
        await store.AppendEventsAsync(lease, Events(1, 2), false, Stop);
        await store.SaveSnapshotAsync(lease, "running"u8.ToArray(), Stop);

        await UntilAsync(async () =>
            (await ReadAllAsync(store)).Count == 0 && await store.LoadSnapshotAsync(Session, Stop) is null);

        await UntilAsync(async () => await IsLostAsync(store, lease));
    }

    [Fact]
    public async Task A_cancelled_call_does_nothing()
    {
        ISessionStore store = await CreateAsync(Ample);
        var cancelled = new CancellationToken(canceled: true);

        await Should.ThrowAsync<OperationCanceledException>(store.ClaimRequestAsync(Request, Session, cancelled));

        (await store.FindRequestAsync(Request, Stop)).ShouldBeNull();
    }

    protected static StoredEvent[] Events(int first, int last) =>
        [.. Enumerable.Range(first, last - first + 1).Select(i => new StoredEvent(i, Encoding.UTF8.GetBytes($"event {i}")))];

    protected async Task<SessionLease> LeaseAsync(ISessionStore store, string owner = "router") =>
        (await store.AcquireLeaseAsync(Session, owner, Stop)).ShouldNotBeNull();

    protected async Task<List<long>> ReadAllAsync(ISessionStore store) =>
        [.. (await store.ReadEventsAsync(Session, 0, 1000, Stop)).Select(stored => stored.Sequence)];

    protected abstract Task<ISessionStore> CreateAsync(SessionStoreLimits limits);

    /// <summary>Lets time pass until something holds.</summary>
    protected abstract Task UntilAsync(Func<Task<bool>> condition);

    private static async Task<bool> IsLostAsync(ISessionStore store, SessionLease lease)
    {
        try
        {
            // Close and not renew: what succeeds here must not prolong what the test waits to see run out.
            await store.CloseAsync(lease, "", TimeSpan.FromMilliseconds(1), Stop);
            return false;
        }
        catch (LeaseLostException)
        {
            return true;
        }
    }

    private async Task<string> SnapshotAsync(ISessionStore store) =>
        Encoding.UTF8.GetString((await store.LoadSnapshotAsync(Session, Stop)).ShouldNotBeNull().Span);

    private async Task<Dictionary<string, string>> ToldAsync(IRosterStore store) =>
        (await store.ReadRostersAsync(Stop))
            .Where(roster => roster.Key.StartsWith(Session, StringComparison.Ordinal))
            .ToDictionary(roster => roster.Key, roster => Encoding.UTF8.GetString(roster.Value.Span));
}
