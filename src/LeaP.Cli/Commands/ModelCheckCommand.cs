using System.CommandLine;
using System.Text.Json;
using System.Text.Json.Serialization;
using LeaP.Cli.Errors;
using LeaP.Cli.Rendering;
using LeaP.Inference.Checks;
using LeaP.Inference.Engines;

namespace LeaP.Cli.Commands;

/// <summary><c>leap model check</c>: says what a model folder holds, what running it takes, and whether it runs right here.</summary>
/// <param name="host">What it needs from outside.</param>
internal sealed class ModelCheckCommand(CommandHost host)
{
    private static readonly JsonSerializerOptions Json = new(JsonSerializerDefaults.Web) { Converters = { new JsonStringEnumConverter() } };

    private readonly Argument<string> _folder = new("folder") { Description = "Folder of the model in the layout of ONNX Runtime GenAI." };
    private readonly Option<int?> _context = OptionKinds.Count("--context", "Tokens of a path for which memory is counted; the model's own context when absent.", least: 2);
    private readonly Option<int?> _threads = OptionKinds.Count("--threads", "Threads of one model run.");
    private readonly Option<bool> _json = OptionKinds.Switch("--json", "Print one JSON line.");

    /// <summary>The command.</summary>
    public Command Build()
    {
        var command = new Command("check", "Say what a model folder holds and what it takes to run, and test it.") { _folder, _context, _threads, _json };
        command.SetAction((parsed, cancellationToken) =>
            CommandGuard.RunAsync(host, () => RunAsync(parsed, cancellationToken), cancellationToken));
        return command;
    }

    private async Task<int> RunAsync(ParseResult parsed, CancellationToken cancellationToken)
    {
        ModelReport report = await InspectAsync(
            new ModelCheckOptions
            {
                Folder = parsed.GetRequiredValue(_folder),
                ContextTokens = parsed.GetValue(_context),
                Threads = parsed.GetValue(_threads),
            },
            cancellationToken);
        IEnumerable<string> lines = parsed.GetValue(_json) ? [JsonSerializer.Serialize(report, Json)] : ModelReportLines.Of(report);
        await host.Out.WriteLinesAsync(lines, cancellationToken);
        return report.SelfTest.Passed ? ExitCodes.Success : ExitCodes.Failure;
    }

    private static async Task<ModelReport> InspectAsync(ModelCheckOptions options, CancellationToken cancellationToken)
    {
        try
        {
            return await ModelInspector.InspectAsync(options, cancellationToken);
        }
        catch (ModelLoadException exception)
        {
            throw new CommandFailedException(ExitCodes.Failure, SafeText.OneLine(exception.Message), exception);
        }
        catch (ArgumentOutOfRangeException exception)
        {
            throw new CommandFailedException(ExitCodes.BadArguments, SafeText.OneLine(exception.Message), exception);
        }
    }
}
