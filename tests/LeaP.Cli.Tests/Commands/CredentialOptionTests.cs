using LeaP.Cli.Connections;
using LeaP.Cli.Tests.Support;
using LeaP.Protocol.Fleet.V1;

namespace LeaP.Cli.Tests.Commands;

public sealed class CredentialOptionTests
{
    [Fact]
    public async Task Credentials_of_the_command_line_reach_the_connection()
    {
        CommandRun run = NewRun();

        await run.RunAsync(
            "models", "--api-key-file", "k", "--ca-file", "ca.pem", "--client-certificate", "c.pem", "--client-key", "c.key");

        run.Connector.Credentials.ShouldHaveSingleItem()
            .ShouldBe(new CredentialFiles("k", null, "ca.pem", "c.pem", "c.key"));
    }

    [Fact]
    public async Task Those_of_the_environment_are_taken_where_the_command_line_names_none()
    {
        CommandRun run = NewRun();
        run.DefaultCredentials = new CredentialFiles(ApiKey: "env.key", Authority: "env.pem");

        await run.RunAsync("models");
        await run.RunAsync("models", "--token-file", "t");

        run.Connector.Credentials.ShouldBe(
        [
            new CredentialFiles(ApiKey: "env.key", Authority: "env.pem"),
            new CredentialFiles(Token: "t", Authority: "env.pem"),
        ]);
    }

    [Theory]
    [InlineData("http://router.test:8080", true)]
    [InlineData("http://127.0.0.1:8080", false)]
    [InlineData("https://router.test:8080", false)]
    public async Task A_key_in_plain_text_beyond_loopback_is_warned_about(string router, bool warned)
    {
        CommandRun run = NewRun();

        await run.RunAsync("models", "--router", router, "--api-key-file", "k");

        run.Error.ToString().Contains("in plain text", StringComparison.Ordinal).ShouldBe(warned);
    }

    private static CommandRun NewRun()
    {
        var run = new CommandRun();
        run.Router.On<ListModelsRequest, ListModelsResponse>("ListModels", _ => [new ListModelsResponse()]);
        return run;
    }
}
