using LeaP.Reasoning.Storage;
using LeaP.TestKit;

namespace LeaP.Storage.Redis.Tests.Redis;

/// <summary>A Redis that speaks TLS only and knows one user, who may do what the store needs and no more.</summary>
public sealed class TlsAndAclTests : IAsyncLifetime
{
    private readonly TestCertificates _certificates = new();
    private readonly string _passwordFile = Path.GetTempFileName();
    private RedisServer _server = null!;

    private static CancellationToken Stop => TestContext.Current.CancellationToken;

    public async ValueTask InitializeAsync()
    {
        await File.WriteAllTextAsync(_passwordFile, "open sesame\n", Stop);
        _server = await RedisServer.StartAsync(
            "--port", "0",
            "--tls-port", "{port}",
            "--tls-cert-file", _certificates.CertificateFile,
            "--tls-key-file", _certificates.KeyFile,
            "--tls-ca-cert-file", _certificates.AuthorityFile,
            "--tls-auth-clients", "no",
            "--user", "default", "off",
            "--user", "router", "on", "#" + Sha256("open sesame"), "resetkeys", "~leap:*", "&*",
            "+@read", "+@write", "+@scripting", "+@connection", "+info", "-@dangerous", "+info");
    }

    public async ValueTask DisposeAsync()
    {
        await _server.DisposeAsync();
        _certificates.Dispose();
        File.Delete(_passwordFile);
    }

    [Fact]
    public async Task A_user_with_the_least_rights_can_do_everything()
    {
        await using RedisSessionStore store = Create();

        SessionLease lease = (await store.AcquireLeaseAsync("s", "router", Stop))!;
        (await store.ClaimRequestAsync("r", "s", Stop)).ShouldBe("s");
        (await store.AppendEventsAsync(lease, [new StoredEvent(1, "e"u8.ToArray())], false, Stop)).ShouldBe(1);
        await store.SaveSnapshotAsync(lease, "snapshot"u8.ToArray(), Stop);
        await store.RenewLeaseAsync(lease, Stop);
        (await store.LoadSnapshotAsync("s", Stop)).ShouldNotBeNull().ToArray().ShouldBe("snapshot"u8.ToArray());
        (await store.ReadEventsAsync("s", 0, 10, Stop)).Count.ShouldBe(1);
        await store.CloseAsync(lease, "r", TimeSpan.FromMinutes(1), Stop);
        (await store.FindOwnerAsync("s", Stop)).ShouldBeNull();
    }

    [Fact]
    public async Task Keys_outside_the_rights_are_refused()
    {
        await using RedisSessionStore store = Create(options => options.KeyPrefix = "other:");

        await Should.ThrowAsync<SessionStoreException>(store.ClaimRequestAsync("r", "s", Stop).DefaultTimeout());
    }

    [Fact]
    public async Task A_wrong_password_is_refused()
    {
        await File.WriteAllTextAsync(_passwordFile, "open barley", Stop);
        await using RedisSessionStore store = Create();

        await Should.ThrowAsync<SessionStoreException>(store.ClaimRequestAsync("r", "s", Stop).DefaultTimeout());
    }

    [Fact]
    public async Task A_Redis_whose_authority_is_not_trusted_is_not_spoken_to()
    {
        using var others = new TestCertificates();
        await using RedisSessionStore store = Create(options => options.AuthorityFile = others.AuthorityFile);

        await Should.ThrowAsync<SessionStoreException>(store.ClaimRequestAsync("r", "s", Stop).DefaultTimeout());
    }

    [Fact]
    public async Task Plain_text_does_not_reach_a_Redis_that_speaks_TLS()
    {
        await using RedisSessionStore store = Create(options => (options.Tls, options.AuthorityFile) = (false, ""));

        await Should.ThrowAsync<SessionStoreException>(store.ClaimRequestAsync("r", "s", Stop).DefaultTimeout());
    }

    private static string Sha256(string text) =>
        Convert.ToHexStringLower(System.Security.Cryptography.SHA256.HashData(System.Text.Encoding.UTF8.GetBytes(text)));

    private RedisSessionStore Create(Action<RedisStorageOptions>? configure = null) =>
        Stores.Create(_server.Endpoint, options =>
        {
            options.Tls = true;
            options.AuthorityFile = _certificates.AuthorityFile;
            options.User = "router";
            options.PasswordFile = _passwordFile;
            options.ConnectTimeLimit = TimeSpan.FromSeconds(5);
            configure?.Invoke(options);
        });
}
