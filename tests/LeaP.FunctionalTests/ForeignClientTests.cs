using LeaP.EmbeddedModel;
using LeaP.FunctionalTests.Support;

namespace LeaP.FunctionalTests;

/// <summary>Clients that are not ours drive a running system: Python grpcio, Node grpc-js, buf curl over reflection.</summary>
public sealed class ForeignClientTests
{
    private static readonly string Clients = Path.Combine(Repository.Root, "tests", "Clients");
    private static readonly string Problem = new ChainProblemGenerator(3).Next(6).Text;

    [Fact]
    public async Task Python_reasons()
    {
        await using TestCluster cluster = await StartAsync();
        await using var client = ProgramRun.Start(
            "/usr/bin/python3", Path.Combine(Clients, "python", "reason.py"), Address(cluster), Problem, "--paths", "3");

        int exit = await client.EndAsync();

        exit.ShouldBe(0, client.Errors);
        client.Output.ShouldContain("answer: ");
        client.Output.ShouldContain("session_finished");
    }

    [Fact]
    public async Task Python_sees_the_details_of_an_error()
    {
        await using TestCluster cluster = await StartAsync();
        await using var client = ProgramRun.Start(
            "/usr/bin/python3", Path.Combine(Clients, "python", "reason.py"), Address(cluster), "", "--paths", "1000");

        int exit = await client.EndAsync();

        exit.ShouldBe(1);
        client.Errors.ShouldContain("INVALID_ARGUMENT");
        client.Errors.ShouldContain("path_count");
        client.Errors.ShouldContain("problem");
    }

    [Fact]
    public async Task Node_reasons()
    {
        await using TestCluster cluster = await StartAsync();
        await using var client = ProgramRun.Start(
            "node", Path.Combine(Clients, "node", "reason.mjs"), Address(cluster), Problem, "--paths", "3");

        int exit = await client.EndAsync();

        exit.ShouldBe(0, client.Errors);
        client.Output.ShouldContain("answer: ");
    }

    [Fact]
    public async Task Buf_curl_reasons_by_reflection_alone()
    {
        await using TestCluster cluster = await StartAsync();
        await using var client = ProgramRun.Start(
            "bash", Path.Combine(Clients, "buf-curl.sh"), Address(cluster), Problem);

        int exit = await client.EndAsync();

        exit.ShouldBe(0, client.Errors);
        client.Output.ShouldContain("leap.reasoning.v1.ReasoningService");
        client.Output.ShouldContain("roundRouted");
        client.Output.ShouldContain("sessionFinished");
    }

    private static async Task<TestCluster> StartAsync()
    {
        TestCluster cluster = await TestCluster.StartRouterAsync();
        await cluster.AddWorkerAsync("w1");
        await cluster.AddWorkerAsync("w2");
        return cluster;
    }

    private static string Address(TestCluster cluster) => cluster.Addresses.Clients.Authority;
}
