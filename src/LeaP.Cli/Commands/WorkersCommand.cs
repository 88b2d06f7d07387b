using System.CommandLine;
using System.Globalization;
using LeaP.Cli.Connections;
using LeaP.Cli.Rendering;
using LeaP.Protocol.Fleet.V1;

namespace LeaP.Cli.Commands;

/// <summary><c>leap workers</c>: lists the workers linked to the router.</summary>
/// <param name="host">What it needs from outside.</param>
/// <param name="router">Where the router is.</param>
internal sealed class WorkersCommand(CommandHost host, RouterOption router)
{
    private readonly Option<string?> _model = OptionKinds.Word("--model", "Only workers that serve this model.", "NAME");
    private readonly Option<bool> _json = OptionKinds.Switch("--json", "Print each worker as one JSON line.");

    /// <summary>The command.</summary>
    public Command Build()
    {
        var command = new Command("workers", "List the workers of the router, and of those that share its store.") { _model, _json };
        command.SetAction((parsed, cancellationToken) =>
            CommandGuard.RunAsync(host, () => RunAsync(parsed, cancellationToken), cancellationToken));
        return command;
    }

    private async Task<int> RunAsync(ParseResult parsed, CancellationToken cancellationToken)
    {
        await using RouterConnection connection = router.Connect(parsed);
        var workers = new List<FleetWorker>();
        string page = "";
        bool partial = false;
        do
        {
            ListWorkersResponse response = await connection.Fleet.ListWorkersAsync(
                new ListWorkersRequest { ModelId = parsed.GetValue(_model) ?? "", PageToken = page },
                CallTimes.Unary(host, cancellationToken));
            workers.AddRange(response.Workers);
            page = response.NextPageToken;
            partial |= response.Partial;
        }
        while (page.Length > 0);

        await host.Out.WriteLinesAsync(
            parsed.GetValue(_json)
                ? workers.Select(JsonLines.Of)
                : TextTable.Lines(["worker", "state", "models", "paths", "tokens/s", "version"], workers.Select(Row)),
            cancellationToken);
        if (partial)
        {
            await host.Error.WriteLineAsync(
                "The store does not answer: these are the workers linked to this router alone.".AsMemory(), cancellationToken);
        }

        return ExitCodes.Success;
    }

    private static IReadOnlyList<string> Row(FleetWorker worker) =>
    [
        SafeText.OneLine(worker.WorkerId),
        WorkerWords.Of(worker.State),
        string.Join(' ', worker.ModelIds.Select(SafeText.OneLine)),
        string.Create(CultureInfo.InvariantCulture, $"{worker.RunningPaths}/{worker.MaxConcurrentPaths}"),
        string.Create(CultureInfo.InvariantCulture, $"{worker.TokensPerSecond:0}"),
        SafeText.OneLine(worker.BuildVersion),
    ];
}
