using System.Security.Cryptography;
using System.Security.Cryptography.X509Certificates;
using LeaP.Router.Options;
using LeaP.Router.Tests.Support;
using Microsoft.Extensions.Options;

namespace LeaP.Router.Tests.Options;

/// <summary>Settings of trust that cannot be meant so stop the start, and the message names them.</summary>
public sealed class TrustSettingsTests : IDisposable
{
    private readonly DirectoryInfo _folder = Directory.CreateTempSubdirectory("leap-settings-");
    private readonly string _certificate;
    private readonly string _key;

    public TrustSettingsTests()
    {
        (_certificate, _key) = NewCertificate("server");
    }

    [Fact]
    public Task A_certificate_needs_its_key() =>
        IsRefusedAsync("KeyFile must be set together", ("Router:Tls:CertificateFile", _certificate));

    [Fact]
    public Task A_missing_certificate_is_named() => IsRefusedAsync(
        "Router:Tls:CertificateFile: the file /nowhere/at/all.pem cannot be read",
        ("Router:Tls:CertificateFile", "/nowhere/at/all.pem"),
        ("Router:Tls:KeyFile", _key));

    [Fact]
    public Task A_file_that_is_no_certificate_is_named() => IsRefusedAsync(
        "holds no certificate in PEM", ("Router:Tls:CertificateFile", Write("c", "hello")), ("Router:Tls:KeyFile", _key));

    [Fact]
    public Task A_key_of_another_certificate_is_named() => IsRefusedAsync(
        "Router:Tls:KeyFile: the file",
        ("Router:Tls:CertificateFile", _certificate),
        ("Router:Tls:KeyFile", NewCertificate("other").Key));

    [Fact]
    public Task Workers_certificates_need_TLS() =>
        IsRefusedAsync("needs TLS on the port for workers", ("Router:Link:Trust:AuthorityFile", _certificate));

    [Fact]
    public Task Clients_certificates_need_TLS() =>
        IsRefusedAsync("needs TLS on the port for clients", ("Router:Tls:ClientAuthorityFile", _certificate));

    [Fact]
    public Task A_certificates_name_needs_an_authority() =>
        IsRefusedAsync("needs AuthorityFile", ("Router:Link:Trust:CertificateName", "leap-worker"));

    [Fact]
    public Task Short_tokens_are_refused() => IsRefusedAsync(
        "Router:Link:Trust:TokenFile: the file", ("Router:Link:Trust:TokenFile", Write("tokens", "secret\n")));

    [Fact]
    public Task A_file_without_tokens_is_refused() =>
        IsRefusedAsync("at least one token", ("Router:Link:Trust:TokenFile", Write("tokens", "# none\n\n")));

    [Fact]
    public Task A_router_that_others_reach_does_not_let_everybody_in_unasked() =>
        IsRefusedAsync("Router:Access:Anonymous", ("Router:ListenAddress", "0.0.0.0"));

    [Fact]
    public Task Nobody_could_call() => IsRefusedAsync("nobody could call", ("Router:Access:Anonymous", "false"));

    [Theory]
    [InlineData("")]
    [InlineData("king")]
    [InlineData("reason king")]
    public Task Unknown_roles_are_refused(string roles) =>
        IsRefusedAsync("AnonymousRoles", ("Router:Access:AnonymousRoles", roles));

    [Fact]
    public Task Tokens_need_an_audience() =>
        IsRefusedAsync("Router:Access:Jwt:Audience", ("Router:Access:Jwt:Authority", "https://issuer.test"));

    [Theory]
    [InlineData("http://issuer.test")]
    [InlineData("issuer")]
    public Task A_provider_is_reached_by_https_alone(string authority) => IsRefusedAsync(
        "absolute https address", ("Router:Access:Jwt:Authority", authority), ("Router:Access:Jwt:Audience", "leap"));

    [Fact]
    public Task A_signing_key_needs_an_issuer() => IsRefusedAsync(
        "Router:Access:Jwt:Issuer",
        ("Router:Access:Jwt:KeyFile", Write("signer", PublicKey(2048))),
        ("Router:Access:Jwt:Audience", "leap"));

    [Fact]
    public Task A_private_key_is_no_signing_key() => IsRefusedAsync(
        "holds a private key",
        ("Router:Access:Jwt:KeyFile", _key),
        ("Router:Access:Jwt:Issuer", "i"),
        ("Router:Access:Jwt:Audience", "leap"));

    [Fact]
    public Task A_short_signing_key_is_refused() => IsRefusedAsync(
        "1024 bits",
        ("Router:Access:Jwt:KeyFile", Write("signer", PublicKey(1024))),
        ("Router:Access:Jwt:Issuer", "i"),
        ("Router:Access:Jwt:Audience", "leap"));

    [Theory]
    [InlineData("Router:Limits:Connections", "0")]
    [InlineData("Router:Limits:CallsPerConnection", "0")]
    [InlineData("Router:Limits:HeaderBytes", "1023")]
    [InlineData("Router:Limits:RequestBytes", "16777217")]
    [InlineData("Router:Limits:SessionsPerClient", "-1")]
    [InlineData("Router:Limits:PathsPerClient", "-1")]
    [InlineData("Router:Limits:TokensPerMinutePerClient", "-1")]
    [InlineData("Router:Tls:ReloadInterval", "00:00:00")]
    public Task A_limit_out_of_its_bounds_is_refused_by_name(string key, string value) =>
        IsRefusedAsync(key[(key.LastIndexOf(':') + 1)..], (key, value));

    [Fact]
    public async Task What_is_right_is_accepted()
    {
        await using var router = new RouterParts(
            ("Router:ListenAddress", "0.0.0.0"),
            ("Router:Tls:CertificateFile", _certificate),
            ("Router:Tls:KeyFile", _key),
            ("Router:Tls:ClientAuthorityFile", _certificate),
            ("Router:Link:Trust:AuthorityFile", _certificate),
            ("Router:Link:Trust:CertificateName", "leap-worker"),
            ("Router:Link:Trust:TokenFile", Write("tokens", "a-token-of-more-than-thirty-two-letters")),
            ("Router:Access:Jwt:KeyFile", Write("signer", PublicKey(2048))),
            ("Router:Access:Jwt:Issuer", "i"),
            ("Router:Access:Jwt:Audience", "leap"));

        Should.NotThrow(() => ReadAll(router));
        router.Get<IOptions<AccessOptions>>().Value.AllowsAnonymous.ShouldBeFalse();
    }

    [Fact]
    public async Task On_loopback_everybody_is_let_in_until_clients_are_known()
    {
        await using var router = new RouterParts();

        router.Get<IOptions<AccessOptions>>().Value.AllowsAnonymous.ShouldBeTrue();
    }

    public void Dispose() => _folder.Delete(recursive: true);

    private static async Task IsRefusedAsync(string named, params (string Key, string Value)[] settings)
    {
        await using var router = new RouterParts(settings);

        Should.Throw<OptionsValidationException>(() => ReadAll(router)).Message.ShouldContain(named);
    }

    private static void ReadAll(RouterParts router)
    {
        router.Get<IOptions<RouterTlsOptions>>().Value.ShouldNotBeNull();
        router.Get<IOptions<LinkTrustOptions>>().Value.ShouldNotBeNull();
        router.Get<IOptions<AccessOptions>>().Value.ShouldNotBeNull();
        router.Get<IOptions<LimitOptions>>().Value.ShouldNotBeNull();
    }

    private static string PublicKey(int bits)
    {
        using var key = RSA.Create(bits);
        return key.ExportSubjectPublicKeyInfoPem();
    }

    private (string Certificate, string Key) NewCertificate(string name)
    {
        using var key = ECDsa.Create(ECCurve.NamedCurves.nistP256);
        DateTimeOffset now = TimeProvider.System.GetUtcNow();
        using X509Certificate2 certificate = new CertificateRequest($"CN={name}", key, HashAlgorithmName.SHA256)
            .CreateSelfSigned(now.AddDays(-1), now.AddDays(1));
        return (
            Write($"{name}.pem", certificate.ExportCertificatePem()),
            Write($"{name}.key", key.ExportPkcs8PrivateKeyPem()));
    }

    private string Write(string name, string text)
    {
        string path = Path.Combine(_folder.FullName, name);
        File.WriteAllText(path, text);
        return path;
    }
}
