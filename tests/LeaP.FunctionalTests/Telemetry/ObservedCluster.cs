using System.Text.RegularExpressions;
using Grpc.Net.Client;
using LeaP.FunctionalTests.Support;
using LeaP.Protocol.Fleet.V1;
using LeaP.Protocol.Reasoning.V1;

namespace LeaP.FunctionalTests.Telemetry;

/// <summary>
/// A router and two workers with the embedded model, each in a process of its own as in a cluster, with metrics, traces
/// to a collector and logs for machines.
/// </summary>
public sealed partial class ObservedCluster : IAsyncLifetime
{
    /// <summary>Long enough for rounds.</summary>
    internal const int Paths = 8;
    internal const string Problem = "Start with 47. Add 8. Times 3. Minus 5. Add 9. Times 2. Minus 7. Add 6. Times 7. Minus 4. Add 3. Times 4. Minus 8.";

    private readonly List<ProgramRun> _programs = [];
    private GrpcChannel? _channel;

    internal TraceCollector Collector { get; private set; } = null!;

    internal Uri RouterClients { get; private set; } = null!;

    internal Uri RouterProbes { get; private set; } = null!;

    internal List<Uri> WorkerProbes { get; } = [];

    internal ReasoningService.ReasoningServiceClient Reasoning => new(_channel!);

    internal IReadOnlyList<string> Logs => [.. _programs.SelectMany(
        program => program.Output.Split(Environment.NewLine, StringSplitOptions.RemoveEmptyEntries))];

    public async ValueTask InitializeAsync()
    {
        Collector = await TraceCollector.StartAsync();
        string[] telemetry =
        [
            "--Telemetry:OtlpEndpoint", Collector.Address.ToString(),
            "--Telemetry:LogFormat", "json",
        ];
        ProgramRun router = await StartAsync(
            "LeaP.Router",
            "probes at",
            [
                "--Router:ClientPort", "0", "--Router:LinkPort", "0", "--Router:ProbePort", "0",
                .. telemetry,
            ]);
        Match addresses = Listening().Match(router.Output);
        RouterProbes = new Uri(addresses.Groups["probes"].Value);
        RouterClients = new Uri(addresses.Groups["clients"].Value);
        _channel = GrpcChannel.ForAddress(RouterClients);
        for (int worker = 1; worker <= 2; worker++)
        {
            ProgramRun program = await StartAsync(
                "LeaP.Worker",
                "Linked to the router",
                [
                    "--Worker:Id", $"observed-{worker}",
                    "--Worker:RouterAddress", addresses.Groups["links"].Value,
                    "--Worker:ProbePort", "0",
                    "--Worker:Model:Threads", "1",
                    .. telemetry,
                ]);
            WorkerProbes.Add(new Uri(Probes().Match(program.Output).Groups["probes"].Value));
        }

        var fleet = new FleetService.FleetServiceClient(_channel);
        await Eventually.HoldsAsync(
            async () => (await fleet.ListWorkersAsync(new ListWorkersRequest())).Workers.Count == 2, "two workers are linked");
    }

    public async ValueTask DisposeAsync()
    {
        _channel?.Dispose();
        foreach (ProgramRun program in _programs)
        {
            await program.DisposeAsync();
        }

        await Collector.DisposeAsync();
    }

    /// <summary>Runs one session to its end and gives its identifier.</summary>
    internal async Task<string> ReasonAsync()
    {
        IReadOnlyList<SessionEvent> events = await Reasoning.ReasonToEndAsync(new ReasonRequest
        {
            Problem = Problem,
            Model = "leap-embedded",
            PathCount = Paths,
        });
        return events[0].SessionAccepted.Session.SessionId;
    }

    private async Task<ProgramRun> StartAsync(string program, string until, string[] settings)
    {
        var run = ProgramRun.Start("dotnet", [System.IO.Path.Combine(AppContext.BaseDirectory, $"{program}.dll"), .. settings]);
        _programs.Add(run);
        await run.PrintsAsync(until);
        return run;
    }

    [GeneratedRegex("Clients at (?<clients>http[^,]+), workers at (?<links>http[^,]+), probes at (?<probes>http[0-9.:/]+[0-9/])")]
    private static partial Regex Listening();

    [GeneratedRegex("Probes at (?<probes>http[0-9.:/]+[0-9/])")]
    private static partial Regex Probes();
}
