using Google.Rpc;
using Grpc.Core;
using LeaP.Router.Access;
using LeaP.Router.Admission;
using LeaP.Router.Options;
using LeaP.Router.Tests.Support;
using Microsoft.Extensions.Time.Testing;

namespace LeaP.Router.Tests.Admission;

public sealed class ClientLimiterTests
{
    private readonly FakeTimeProvider _time = new();
    private readonly LimitOptions _options = new();

    [Fact]
    public void Without_limits_everything_goes()
    {
        ClientLimiter limiter = New();

        for (int i = 0; i < 1000; i++)
        {
            limiter.Reserve(Client("ana"), 64).Keep(new FakeSession());
        }
    }

    [Fact]
    public void A_session_counts_from_its_reservation_to_its_end()
    {
        _options.SessionsPerClient = 2;
        ClientLimiter limiter = New();
        var first = new FakeSession();
        limiter.Reserve(Client("ana"), 1).Keep(first);
        SessionReservation second = limiter.Reserve(Client("ana"), 1);

        LimitOf(() => limiter.Reserve(Client("ana"), 1)).ShouldBe("sessions");
        Should.NotThrow(() => limiter.Reserve(Client("bea"), 1));
        Should.NotThrow(() => limiter.Reserve(Client("ana", tenant: "law"), 1));

        second.Dispose();
        Should.NotThrow(() => limiter.Reserve(Client("ana"), 1).Dispose());
        first.IsOver = true;
        Should.NotThrow(() => limiter.Reserve(Client("ana"), 1));
        Should.NotThrow(() => limiter.Reserve(Client("ana"), 1));
        LimitOf(() => limiter.Reserve(Client("ana"), 1)).ShouldBe("sessions");
    }

    [Fact]
    public void Paths_are_counted_over_all_sessions()
    {
        _options.PathsPerClient = 8;
        ClientLimiter limiter = New();
        limiter.Reserve(Client("ana"), 5).Keep(new FakeSession());

        Should.NotThrow(() => limiter.Reserve(Client("ana"), 3).Dispose());
        LimitOf(() => limiter.Reserve(Client("ana"), 4)).ShouldBe("paths");
        RpcException never = Should.Throw<RpcException>(() => limiter.Reserve(Client("ana"), 9));
        never.GetRpcStatus()!.GetDetail<RetryInfo>().ShouldBeNull();
    }

    [Fact]
    public void What_a_key_says_goes_before_what_the_router_says()
    {
        _options.SessionsPerClient = 1;
        ClientLimiter limiter = New();
        ClientIdentity client = Client("ana") with { Quota = new ClientQuota(0, null, null) };

        for (int i = 0; i < 10; i++)
        {
            limiter.Reserve(client, 1).Keep(new FakeSession());
        }
    }

    [Fact]
    public void Tokens_beyond_the_limit_stop_new_sessions_until_the_average_is_below()
    {
        _options.TokensPerMinutePerClient = 600;
        ClientLimiter limiter = New();
        var session = new FakeSession();
        limiter.Reserve(Client("ana"), 1).Keep(session);
        session.Tokens = 900;
        limiter.Update();

        RpcException refused = Should.Throw<RpcException>(() => limiter.Reserve(Client("ana"), 1));
        TimeSpan delay = refused.GetRpcStatus()!.GetDetail<RetryInfo>()!.RetryDelay.ToTimeSpan();

        RouterParts.ReasonOf(refused).ShouldBe("CLIENT_LIMIT");
        delay.ShouldBe(TimeSpan.FromSeconds(30), TimeSpan.FromSeconds(0.1));
        _time.Advance(delay - TimeSpan.FromSeconds(1));
        LimitOf(() => limiter.Reserve(Client("ana"), 1)).ShouldBe("tokens_per_minute");
        _time.Advance(TimeSpan.FromSeconds(1.1));
        Should.NotThrow(() => limiter.Reserve(Client("ana"), 1));
    }

    [Fact]
    public void Tokens_at_the_limits_pace_stop_nothing()
    {
        _options.TokensPerMinutePerClient = 600;
        ClientLimiter limiter = New();
        var session = new FakeSession();
        limiter.Reserve(Client("ana"), 1).Keep(session);

        for (int second = 0; second < 600; second++)
        {
            session.Tokens += 10;
            _time.Advance(TimeSpan.FromSeconds(1));
            limiter.Update();
            limiter.Reserve(Client("ana"), 1).Dispose();
        }
    }

    [Fact]
    public void The_last_tokens_of_a_session_count_though_it_is_over()
    {
        _options.TokensPerMinutePerClient = 100;
        ClientLimiter limiter = New();
        var session = new FakeSession();
        limiter.Reserve(Client("ana"), 1).Keep(session);
        session.Tokens = 500;
        session.IsOver = true;

        LimitOf(() => limiter.Reserve(Client("ana"), 1)).ShouldBe("tokens_per_minute");
    }

    [Fact]
    public void A_session_of_another_router_counts_from_where_it_goes_on_and_is_never_refused()
    {
        _options.SessionsPerClient = 2;
        _options.TokensPerMinutePerClient = 600;
        ClientLimiter limiter = New();
        limiter.Reserve(Client("ana"), 1).Keep(new FakeSession());
        var first = new FakeSession { Tokens = 10_000 };
        limiter.Adopt("maths", "ana", 4, first);
        limiter.Adopt("maths", "ana", 4, new FakeSession());

        LimitOf(() => limiter.Reserve(Client("ana"), 1)).ShouldBe("sessions");
        first.IsOver = true;
        LimitOf(() => limiter.Reserve(Client("ana"), 1)).ShouldBe("sessions");
        first.Tokens += 900;
        limiter.Update();
        limiter.Adopt("law", "ana", 4, first);
        Should.NotThrow(() => limiter.Reserve(Client("ana", tenant: "law"), 1));
    }

    [Fact]
    public void What_an_adopted_session_generates_here_counts_by_the_clients_own_limit()
    {
        ClientLimiter limiter = New();
        var session = new FakeSession { Tokens = 5_000 };
        ClientIdentity client = Client("ana") with { Quota = new ClientQuota(null, null, 600) };
        limiter.Adopt(client.Tenant, client.Name, 4, session);
        limiter.Reserve(client, 1).Dispose();
        session.Tokens += 1_300;

        LimitOf(() => limiter.Reserve(client, 1)).ShouldBe("tokens_per_minute");
    }

    [Fact]
    public void Clients_that_take_nothing_are_forgotten()
    {
        _options.TokensPerMinutePerClient = 600;
        ClientLimiter limiter = New();
        var session = new FakeSession { Tokens = 300 };
        limiter.Reserve(Client("ana"), 1).Keep(session);
        session.IsOver = true;
        for (int i = 0; i < 100; i++)
        {
            limiter.Reserve(Client($"client-{i}"), 1).Dispose();
        }

        limiter.Update();
        limiter.AccountCount.ShouldBe(1);
        _time.Advance(TimeSpan.FromMinutes(1));
        limiter.Update();
        limiter.AccountCount.ShouldBe(0);
    }

    private static ClientIdentity Client(string name, string tenant = "maths") => new(name, tenant, ClientQuota.Usual);

    private static string LimitOf(Action reserve)
    {
        RpcException refused = Should.Throw<RpcException>(reserve);
        RouterParts.ReasonOf(refused).ShouldBe("CLIENT_LIMIT");
        return refused.GetRpcStatus()!.GetDetail<ErrorInfo>()!.Metadata["limit"];
    }

    private ClientLimiter New() => new(Microsoft.Extensions.Options.Options.Create(_options), _time);

    private sealed class FakeSession : IMeteredSession
    {
        public long Tokens { get; set; }

        public bool IsOver { get; set; }
    }
}
