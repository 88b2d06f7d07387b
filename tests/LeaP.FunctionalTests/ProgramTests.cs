using System.Globalization;
using System.Net;
using System.Net.Sockets;
using System.Text.Json;
using LeaP.FunctionalTests.Support;

namespace LeaP.FunctionalTests;

/// <summary>The three programs as processes of their own.</summary>
public sealed class ProgramTests
{
    [Fact]
    public async Task Reason_prints_plain_text_when_it_is_redirected()
    {
        await using var leap = ProgramRun.StartOurs("LeaP.Cli", "leap", "reason", "Start with 47. Add 8. Times 3.");

        int exit = await leap.EndAsync();

        exit.ShouldBe(0, leap.Errors);
        leap.Output.ShouldContain("answer");
        leap.Output.ShouldContain("votes");
        leap.Output.ShouldNotContain('\u001b');
    }

    [Fact]
    public async Task Reason_takes_an_example_of_its_own_and_prints_events_as_json_lines()
    {
        await using var leap = ProgramRun.StartOurs("LeaP.Cli", "leap", "reason", "--json");

        int exit = await leap.EndAsync();

        exit.ShouldBe(0, leap.Errors);
        string[] lines = leap.Output.Split(Environment.NewLine, StringSplitOptions.RemoveEmptyEntries);
        int[] sequences =
        [
            .. lines.Select(line =>
            {
                using JsonDocument document = JsonDocument.Parse(line);
                string sequence = document.RootElement.GetProperty("sequence").GetString() ?? "";
                return int.Parse(sequence, CultureInfo.InvariantCulture);
            }),
        ];
        sequences.ShouldBe(Enumerable.Range(1, lines.Length));
        lines[^1].ShouldContain("sessionFinished");
    }

    [Fact]
    public async Task Reason_says_what_the_embedded_model_can_read()
    {
        await using var leap = ProgramRun.StartOurs("LeaP.Cli", "leap", "reason", "Prove the Riemann hypothesis.");

        int exit = await leap.EndAsync();

        exit.ShouldBe(2);
        leap.Errors.ShouldContain("problem");
        leap.Errors.ShouldContain("Start with");
    }

    [Fact]
    public async Task Reason_says_when_no_router_answers()
    {
        await using var leap = ProgramRun.StartOurs(
            "LeaP.Cli", "leap", "reason", "x", "--router", $"http://127.0.0.1:{FreePort()}");

        (await leap.EndAsync()).ShouldBe(3);
        leap.Errors.ShouldContain("--router");
        leap.Errors.ShouldContain("Connection refused");
    }

    [Fact]
    public async Task Router_and_workers_run_apart()
    {
        int clients = FreePort();
        int links = FreePort();
        await using var router = ProgramRun.StartOurs(
            "LeaP.Router", "LeaP.Router", "--Router:ClientPort", $"{clients}", "--Router:LinkPort", $"{links}",
            "--Router:ProbePort", "0");
        await router.PrintsAsync("Clients at");
        await using var first = ProgramRun.StartOurs(
            "LeaP.Worker", "LeaP.Worker", "--Worker:Id", "apart-1", "--Worker:RouterAddress", $"http://127.0.0.1:{links}");
        await using var second = ProgramRun.StartOurs(
            "LeaP.Worker", "LeaP.Worker", "--Worker:Id", "apart-2", "--Worker:RouterAddress", $"http://127.0.0.1:{links}");
        await first.PrintsAsync("Linked to the router");
        await second.PrintsAsync("Linked to the router");

        await using var leap = ProgramRun.StartOurs(
            "LeaP.Cli", "leap", "reason", "Start with 5. Add 8. Times 3. Minus 2. Add 1.",
            "--router", $"http://127.0.0.1:{clients}");

        (await leap.EndAsync()).ShouldBe(0, leap.Errors);
        leap.Output.ShouldContain("apart-1");
        leap.Output.ShouldContain("apart-2");
    }

    [Fact]
    public async Task A_port_in_use_names_the_setting()
    {
        using var taken = new TcpListener(IPAddress.Loopback, 0);
        taken.Start();
        int port = ((IPEndPoint)taken.LocalEndpoint).Port;
        await using var router = ProgramRun.StartOurs(
            "LeaP.Router", "LeaP.Router", "--Router:ClientPort", $"{port}", "--Router:LinkPort", "0",
            "--Router:ProbePort", "0");

        (await router.EndAsync()).ShouldBe(1);
        (router.Output + router.Errors).ShouldContain($"Router:ClientPort ({port}): the port is already in use");
    }

    [Fact]
    public async Task Two_bad_settings_are_told_in_one_message()
    {
        await using var router = ProgramRun.StartOurs(
            "LeaP.Router", "LeaP.Router", "--Router:ClientPort", "99999", "--Router:ListenAddress", "nowhere");

        (await router.EndAsync()).ShouldBe(1);
        string text = router.Output + router.Errors;
        text.ShouldContain("ClientPort");
        text.ShouldContain("ListenAddress");
    }

    [Fact]
    public async Task A_missing_model_folder_is_named()
    {
        await using var worker = ProgramRun.StartOurs(
            "LeaP.Worker", "LeaP.Worker", "--Worker:Model:Id", "mine", "--Worker:Model:Folder", "/nowhere/model");

        (await worker.EndAsync()).ShouldBe(1);
        (worker.Output + worker.Errors).ShouldContain("/nowhere/model");
    }

    [Fact]
    public async Task A_broken_model_folder_is_named_with_the_file()
    {
        string folder = Directory.CreateTempSubdirectory("leap-broken-").FullName;
        foreach (string file in Directory.GetFiles(EmbeddedModel.EmbeddedModelFolder.Path))
        {
            File.Copy(file, Path.Combine(folder, Path.GetFileName(file)));
        }

        await File.WriteAllTextAsync(Path.Combine(folder, "genai_config.json"), "{", TestContext.Current.CancellationToken);
        await using var worker = ProgramRun.StartOurs(
            "LeaP.Worker", "LeaP.Worker", "--Worker:Model:Id", "mine", "--Worker:Model:Folder", folder);

        (await worker.EndAsync()).ShouldBe(1);
        (worker.Output + worker.Errors).ShouldContain("genai_config.json");
        Directory.Delete(folder, recursive: true);
    }

    private static int FreePort()
    {
        using var listener = new TcpListener(IPAddress.Loopback, 0);
        listener.Start();
        return ((IPEndPoint)listener.LocalEndpoint).Port;
    }
}
