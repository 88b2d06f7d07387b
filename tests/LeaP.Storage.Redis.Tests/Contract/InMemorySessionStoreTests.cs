using LeaP.Reasoning.Storage;
using Microsoft.Extensions.Time.Testing;

namespace LeaP.Storage.Redis.Tests.Contract;

public sealed class InMemorySessionStoreTests : SessionStoreContract
{
    private const int MaxSteps = 1000;
    private const int MaxSessions = 4;

    private readonly FakeTimeProvider _time = new();

    [Fact]
    public async Task The_session_that_would_expire_first_makes_room()
    {
        ISessionStore store = await CreateAsync(Ample);
        for (int i = 0; i <= MaxSessions; i++)
        {
            await store.AcquireLeaseAsync($"session-{i}", "router", Stop);
            await store.ClaimRequestAsync($"request-{i}", $"session-{i}", Stop);
            _time.Advance(TimeSpan.FromSeconds(1));
        }

        (await store.FindOwnerAsync("session-0", Stop)).ShouldBeNull();
        (await store.FindOwnerAsync("session-1", Stop)).ShouldBe("router");
        (await store.FindRequestAsync("request-0", Stop)).ShouldBeNull();
        (await store.FindRequestAsync($"request-{MaxSessions}", Stop)).ShouldBe($"session-{MaxSessions}");
    }

    protected override Task<ISessionStore> CreateAsync(SessionStoreLimits limits) =>
        Task.FromResult<ISessionStore>(new InMemorySessionStore(limits, MaxSessions, _time));

    protected override async Task UntilAsync(Func<Task<bool>> condition)
    {
        for (int i = 0; i < MaxSteps; i++)
        {
            if (await condition())
            {
                return;
            }

            _time.Advance(TimeSpan.FromMilliseconds(20));
        }

        throw new TimeoutException("What was waited for did not come.");
    }
}
