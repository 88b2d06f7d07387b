using System.CommandLine;
using System.Globalization;
using LeaP.Cli.Connections;
using LeaP.Cli.Rendering;
using LeaP.Protocol.Fleet.V1;

namespace LeaP.Cli.Commands;

/// <summary><c>leap models</c>: lists the models that can reason now.</summary>
/// <param name="host">What it needs from outside.</param>
/// <param name="router">Where the router is.</param>
internal sealed class ModelsCommand(CommandHost host, RouterOption router)
{
    private readonly Option<bool> _json = OptionKinds.Switch("--json", "Print each model as one JSON line.");

    /// <summary>The command.</summary>
    public Command Build()
    {
        var command = new Command("models", "List the models that can reason now.") { _json };
        command.SetAction((parsed, cancellationToken) =>
            CommandGuard.RunAsync(host, () => RunAsync(parsed, cancellationToken), cancellationToken));
        return command;
    }

    private async Task<int> RunAsync(ParseResult parsed, CancellationToken cancellationToken)
    {
        await using RouterConnection connection = router.Connect(parsed);
        var models = new List<Model>();
        string page = "";
        do
        {
            ListModelsResponse response = await connection.Fleet.ListModelsAsync(
                new ListModelsRequest { PageToken = page },
                CallTimes.Unary(host, cancellationToken));
            models.AddRange(response.Models);
            page = response.NextPageToken;
        }
        while (page.Length > 0);

        await host.Out.WriteLinesAsync(
            parsed.GetValue(_json)
                ? models.Select(JsonLines.Of)
                : TextTable.Lines(["model", "context", "workers", "free paths"], models.Select(Row)).Concat(models.SelectMany(Forms)),
            cancellationToken);
        return ExitCodes.Success;
    }

    private static IReadOnlyList<string> Row(Model model) =>
    [
        SafeText.OneLine(model.ModelId),
        model.MaxContextTokens.ToString(CultureInfo.InvariantCulture),
        model.WorkerCount.ToString(CultureInfo.InvariantCulture),
        model.FreePathSlots.ToString(CultureInfo.InvariantCulture),
    ];

    private static IEnumerable<string> Forms(Model model) => model.ProblemForm is not { } form
        ? []
        : [
            $"{SafeText.OneLine(model.ModelId)}: {SafeText.OneLine(form.Description)}",
            $"  for example: {SafeText.OneLine(form.Example)}",
        ];
}
