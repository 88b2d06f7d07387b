using System.Diagnostics.CodeAnalysis;
using System.Net;
using System.Net.Security;
using System.Net.Sockets;
using System.Security.Authentication;
using System.Security.Cryptography.X509Certificates;
using Grpc.Core;
using LeaP.FunctionalTests.Support;
using LeaP.Hosting.Files;
using LeaP.Hosting.Tls;
using LeaP.Protocol.Fleet.V1;
using LeaP.Protocol.Reasoning.V1;
using LeaP.TestKit;

namespace LeaP.FunctionalTests.Trust;

/// <summary>TLS on the router's ports, over real sockets.</summary>
public sealed class TlsTests : IDisposable
{
    private readonly TestAuthority _authority = new();

    [Fact]
    public async Task Every_port_speaks_TLS_and_a_session_runs_over_it()
    {
        await using TrustCluster cluster = await TrustCluster.StartAsync(Tls(_authority.SignServer()));
        await cluster.LinkWorkerAsync("w1", null, "--Worker:Credentials:AuthorityFile", _authority.File);
        using var client = new TrustClient(
            cluster.Addresses.Clients, certificates: TrustClient.Trusting(_authority.File));

        Session session = await client.Reasoning.ReasonAsync(SessionTests.Request(paths: 2));
        string health = await GetHealthAsync(cluster.Addresses.Probes);

        session.State.ShouldBe(Session.Types.State.Succeeded);
        health.ShouldBe("Healthy");
        new[] { cluster.Addresses.Clients, cluster.Addresses.Links, cluster.Addresses.Probes }
            .ShouldAllBe(address => address.Scheme == "https");
    }

    [Fact]
    public async Task A_port_can_be_left_in_plain_text()
    {
        await using TrustCluster cluster = await TrustCluster.StartAsync(
            Tls(_authority.SignServer(), "--Router:Tls:Probes", "false"));

        cluster.Addresses.Clients.Scheme.ShouldBe("https");
        cluster.Addresses.Probes.Scheme.ShouldBe("http");
        (await GetHealthAsync(cluster.Addresses.Probes)).ShouldBe("Healthy");
    }

    [Fact]
    public async Task A_client_speaks_to_no_router_that_its_authority_did_not_sign()
    {
        using var others = new TestAuthority();
        await using TrustCluster cluster = await TrustCluster.StartAsync(Tls(_authority.SignServer()));
        using var client = new TrustClient(cluster.Addresses.Clients, certificates: TrustClient.Trusting(others.File));

        RpcException error = await Should.ThrowAsync<RpcException>(
            client.Fleet.ListModelsAsync(new ListModelsRequest()).ResponseAsync.DefaultTimeout());

        error.StatusCode.ShouldBeOneOf(StatusCode.Unavailable, StatusCode.Internal);
        error.Status.DebugException.ShouldNotBeNull().GetBaseException().ShouldBeOfType<AuthenticationException>();
    }

    [Fact]
    public async Task A_new_certificate_is_shown_without_a_restart_and_a_broken_one_is_not()
    {
        SignedFiles first = _authority.SignServer();
        await using TrustCluster cluster = await TrustCluster.StartAsync(Tls(first));
        (await ShownSerialAsync(cluster.Addresses.Clients)).ShouldBe(first.SerialNumber);

        SignedFiles second = _authority.SignServer();
        await Eventually.HoldsAsync(
            async () => await ShownSerialAsync(cluster.Addresses.Clients) == second.SerialNumber, "the new certificate");
        cluster.ExpectError("CertificateIgnored");
        _authority.Write("server.pem", "not a certificate");
        await Eventually.HoldsAsync(
            async () =>
            {
                (await ShownSerialAsync(cluster.Addresses.Clients)).ShouldBe(second.SerialNumber);
                return cluster.Logs.Errors.Any(entry => entry.EventName == "CertificateIgnored");
            },
            "the broken certificate is reported");

        cluster.Logs.Errors.ShouldContain(entry => entry.Message.Contains("Router:Tls:CertificateFile"));
    }

    [Fact]
    public async Task Where_clients_need_a_certificate_nobody_gets_in_without_one()
    {
        SignedFiles ana = _authority.SignClient("ana");
        await using TrustCluster cluster = await TrustCluster.StartAsync(
            Tls(_authority.SignServer(), "--Router:Tls:ClientAuthorityFile", _authority.File));
        using var with = new TrustClient(
            cluster.Addresses.Clients, certificates: TrustClient.Trusting(_authority.File, ana));
        using var without = new TrustClient(
            cluster.Addresses.Clients, certificates: TrustClient.Trusting(_authority.File));

        ListModelsResponse models = await with.Fleet.ListModelsAsync(new ListModelsRequest()).ResponseAsync.DefaultTimeout();
        RpcException error = await Should.ThrowAsync<RpcException>(
            without.Fleet.ListModelsAsync(new ListModelsRequest()).ResponseAsync.DefaultTimeout());

        models.Models.ShouldBeEmpty();
        error.StatusCode.ShouldBeOneOf(StatusCode.Unavailable, StatusCode.Internal);
    }

    [Fact]
    public async Task The_command_line_reaches_a_router_with_TLS_and_a_key()
    {
        string key = ApiKeys.NewKey();
        string keys = ApiKeys.Write(_authority, new ApiKeys.Client("ana", key, "maths", ["reason"]));
        await using TrustCluster cluster = await TrustCluster.StartAsync(
            Tls(_authority.SignServer(), "--Router:Access:KeyFile", keys));
        await cluster.LinkWorkerAsync("w1", null, "--Worker:Credentials:AuthorityFile", _authority.File);
        string keyFile = _authority.Write("ana.txt", $"{key}\n");

        await using ProgramRun with = ProgramRun.StartOurs(
            "LeaP.Cli", "leap", "models", "--router", cluster.Addresses.Clients.ToString(),
            "--ca-file", _authority.File, "--api-key-file", keyFile);
        await using ProgramRun without = ProgramRun.StartOurs(
            "LeaP.Cli", "leap", "models", "--router", cluster.Addresses.Clients.ToString(), "--ca-file", _authority.File);

        (await with.EndAsync()).ShouldBe(0, with.Errors);
        with.Output.ShouldContain("scripted");
        (await without.EndAsync()).ShouldBe(1);
        without.Errors.ShouldContain("CLIENT_UNKNOWN");
    }

    public void Dispose() => _authority.Dispose();

    internal static string[] Tls(SignedFiles files, params string[] more) =>
        ["--Router:Tls:CertificateFile", files.Certificate, "--Router:Tls:KeyFile", files.Key, .. more];

    [SuppressMessage("Security", "CA5359", Justification = "The test looks at the certificate itself.")]
    private static async Task<string> ShownSerialAsync(Uri address)
    {
        using var socket = new TcpClient();
        await socket.ConnectAsync(IPAddress.Loopback, address.Port, TestContext.Current.CancellationToken);
        string serial = "";
        await using var stream = new SslStream(socket.GetStream(), false, (_, certificate, _, _) =>
        {
            serial = ((X509Certificate2)certificate!).SerialNumber;
            return true;
        });
        await stream.AuthenticateAsClientAsync(new SslClientAuthenticationOptions
        {
            TargetHost = "localhost",
            ApplicationProtocols = [SslApplicationProtocol.Http2],
        }).DefaultTimeout();
        stream.SslProtocol.ShouldBeOneOf(SslProtocols.Tls12, SslProtocols.Tls13);
        return serial;
    }

    private async Task<string> GetHealthAsync(Uri probes)
    {
        using var handler = new SocketsHttpHandler
        {
            SslOptions = DialTls.Create(
                new DialCredentials(new CredentialFile("test", _authority.File), null, null),
                TimeSpan.MaxValue,
                TimeProvider.System,
                _ => { }),
        };
        using var http = new HttpClient(handler);
        return await http.GetStringAsync(new Uri(probes, "/healthz"), TestContext.Current.CancellationToken).DefaultTimeout();
    }
}
