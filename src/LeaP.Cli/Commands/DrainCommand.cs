using System.CommandLine;
using Google.Protobuf.WellKnownTypes;
using LeaP.Cli.Connections;
using LeaP.Cli.Rendering;
using LeaP.Protocol.Fleet.V1;

namespace LeaP.Cli.Commands;

/// <summary><c>leap drain</c>: takes a worker out of service without losing its paths.</summary>
/// <param name="host">What it needs from outside.</param>
/// <param name="router">Where the router is.</param>
internal sealed class DrainCommand(CommandHost host, RouterOption router)
{
    private readonly Argument<string> _workerId = new("WORKER") { Description = "Name of the worker." };
    private readonly Option<TimeSpan?> _grace = OptionKinds.Duration("--grace", "How long its paths may run on before they are moved.");

    /// <summary>The command.</summary>
    public Command Build()
    {
        var command = new Command("drain", "Place no more paths on a worker and let its paths end.") { _workerId, _grace };
        command.SetAction((parsed, cancellationToken) =>
            CommandGuard.RunAsync(host, () => RunAsync(parsed, cancellationToken), cancellationToken));
        return command;
    }

    private async Task<int> RunAsync(ParseResult parsed, CancellationToken cancellationToken)
    {
        await using RouterConnection connection = router.Connect(parsed);
        var request = new DrainWorkerRequest { WorkerId = parsed.GetRequiredValue(_workerId) };
        if (parsed.GetValue(_grace) is { } grace)
        {
            request.GracePeriod = Duration.FromTimeSpan(grace);
        }

        DrainWorkerResponse response = await connection.Fleet.DrainWorkerAsync(request, CallTimes.Unary(host, cancellationToken));
        await host.Out.WriteLinesAsync(
            [$"worker {SafeText.OneLine(response.Worker.WorkerId)} {WorkerWords.Of(response.Worker.State)}"],
            cancellationToken);
        return ExitCodes.Success;
    }
}
