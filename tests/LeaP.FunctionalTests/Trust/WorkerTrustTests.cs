using LeaP.FunctionalTests.Support;
using LeaP.Worker.Link;
using Microsoft.Extensions.DependencyInjection;
using Microsoft.Extensions.Hosting;

namespace LeaP.FunctionalTests.Trust;

/// <summary>Which workers a router lets in.</summary>
public sealed class WorkerTrustTests : IDisposable
{
    private const string First = "first-token-of-forty-characters-or-so-0001";
    private const string Second = "second-token-of-forty-characters-or-so-002";
    private const string Wrong = "wrong-token-of-forty-characters-or-so-0003";

    private readonly TestAuthority _authority = new();

    [Fact]
    public async Task A_worker_with_the_token_links_and_one_without_is_refused_for_good()
    {
        await using TrustCluster cluster = await TrustCluster.StartAsync(
            "--Router:Link:Trust:TokenFile", _authority.Write("tokens", $"# the link's\n{First}\n"));
        cluster.ExpectError("LinkRefused");

        await cluster.LinkWorkerAsync("right", null, Token("right", First));
        IHost wrong = await cluster.AddWorkerAsync("wrong", null, Token("wrong", Wrong));
        IHost none = await cluster.AddWorkerAsync("none");
        await TrustCluster.IsRefusedAsync(wrong);
        await TrustCluster.IsRefusedAsync(none);

        cluster.LinkedWorkers.ShouldBe(["right"]);
        wrong.Services.GetRequiredService<WorkerExit>().Code.ShouldBe(1);
        cluster.Logs.Entries.Count(entry => entry.EventName == "WorkerRefused").ShouldBe(2);
        cluster.Logs.Errors.ShouldAllBe(entry => entry.Message.Contains("Worker:Credentials"));
        cluster.Logs.Entries.ShouldAllBe(entry => !entry.Message.Contains(First) && !entry.Message.Contains(Wrong));
    }

    [Fact]
    public async Task Tokens_are_replaced_without_a_restart()
    {
        await using TrustCluster cluster = await TrustCluster.StartAsync(
            "--Router:Link:Trust:TokenFile", _authority.Write("tokens", First));
        cluster.ExpectError("LinkRefused");
        await cluster.LinkWorkerAsync("w1", null, Token("w1", First));

        _authority.Write("tokens", $"{First}\n{Second}\n");
        await cluster.LinkWorkerAsync("w2", null, Token("w2", Second));
        _authority.Write("tokens", Second);
        IHost late = await cluster.AddWorkerAsync("late", null, Token("late", First));
        await TrustCluster.IsRefusedAsync(late);

        cluster.LinkedWorkers.ShouldBe(["w1", "w2"]);
    }

    [Fact]
    public async Task A_worker_needs_a_certificate_of_the_right_authority_and_name()
    {
        using var others = new TestAuthority();
        await using TrustCluster cluster = await TrustCluster.StartAsync(TlsTests.Tls(
            _authority.SignServer(),
            "--Router:Link:Trust:AuthorityFile", _authority.File,
            "--Router:Link:Trust:CertificateName", "leap-worker"));
        cluster.ExpectError("LinkRefused");

        await cluster.LinkWorkerAsync("right", null, Certificate(_authority.SignClient("leap-worker")));
        IHost misnamed = await cluster.AddWorkerAsync("misnamed", null, Certificate(_authority.SignClient("leap-client")));
        IHost foreign = await cluster.AddWorkerAsync("foreign", null, Certificate(others.SignClient("leap-worker")));
        IHost none = await cluster.AddWorkerAsync("none", null, "--Worker:Credentials:AuthorityFile", _authority.File);
        await Task.WhenAll(
            TrustCluster.IsRefusedAsync(misnamed), TrustCluster.IsRefusedAsync(foreign), TrustCluster.IsRefusedAsync(none));

        cluster.LinkedWorkers.ShouldBe(["right"]);
        string[] refused = [.. cluster.Logs.Entries.Where(entry => entry.EventName == "WorkerRefused").Select(e => e.Message)];
        refused.ShouldContain(message => message.Contains("misnamed") && message.Contains("is not for leap-worker"));
        refused.ShouldContain(message => message.Contains("foreign") && message.Contains("No authority"));
        refused.ShouldContain(message => message.Contains("none") && message.Contains("no certificate"));
    }

    [Fact]
    public async Task Certificate_and_token_are_both_needed_where_both_are_set()
    {
        await using TrustCluster cluster = await TrustCluster.StartAsync(TlsTests.Tls(
            _authority.SignServer(),
            "--Router:Link:Trust:AuthorityFile", _authority.File,
            "--Router:Link:Trust:TokenFile", _authority.Write("tokens", First)));
        cluster.ExpectError("LinkRefused");
        string[] certificate = Certificate(_authority.SignClient("leap-worker"));

        await cluster.LinkWorkerAsync("both", null, [.. certificate, .. Token("both", First)]);
        IHost one = await cluster.AddWorkerAsync("one", null, certificate);
        await TrustCluster.IsRefusedAsync(one);

        cluster.LinkedWorkers.ShouldBe(["both"]);
    }

    [Fact]
    public async Task A_worker_in_a_process_of_its_own_ends_with_an_error_when_it_is_refused()
    {
        await using TrustCluster cluster = await TrustCluster.StartAsync(
            "--Router:Link:Trust:TokenFile", _authority.Write("tokens", First));

        await using ProgramRun worker = ProgramRun.StartOurs(
            "LeaP.Worker", "LeaP.Worker",
            "--Worker:RouterAddress", cluster.Addresses.Links.ToString(),
            "--Worker:Model:Engine", "scripted",
            "--Worker:Model:Id", "scripted");

        (await worker.EndAsync()).ShouldBe(1);
        (worker.Output + worker.Errors).ShouldContain("showed no token");
    }

    public void Dispose() => _authority.Dispose();

    private string[] Token(string worker, string token) =>
        ["--Worker:Credentials:TokenFile", _authority.Write($"{worker}.token", token)];

    private string[] Certificate(SignedFiles files) =>
    [
        "--Worker:Credentials:AuthorityFile", _authority.File,
        "--Worker:Credentials:CertificateFile", files.Certificate,
        "--Worker:Credentials:KeyFile", files.Key,
    ];
}
