using System.CommandLine;
using System.Globalization;
using LeaP.Cli.Errors;
using LeaP.Cli.Rendering;
using LeaP.Evaluation.Reports;
using LeaP.Evaluation.Runs;

namespace LeaP.Cli.Commands;

/// <summary><c>leap report</c>: one page of HTML for result files.</summary>
/// <param name="host">What it needs from outside.</param>
internal sealed class ReportCommand(CommandHost host)
{
    private readonly Argument<string[]> _results = new("RESULTS")
    {
        Description = "Result files of leap eval and leap experiment.",
        Arity = ArgumentArity.OneOrMore,
    };

    private readonly Option<string> _out = new("--out", "-o")
    {
        Description = "The page; a file that is there is written over.",
        HelpName = "FILE",
        DefaultValueFactory = _ => "report.html",
    };

    private readonly Option<string?> _svg = OptionKinds.Word("--svg", "A folder that gets each drawing as an SVG file too; it is made if it is not there.", "FOLDER");
    private readonly Option<string?> _title = OptionKinds.Word("--title", "Title of the page.", "TEXT");

    private readonly Option<string[]> _problems = new("--problem")
    {
        Description = "Problem whose timeline is shown, by its identifier or its position from 0; may be given again (default: those whose settings disagree most).",
        HelpName = "ID",
    };

    private readonly Option<int?> _timelines = OptionKinds.Count("--timelines", "Problems of each file whose timelines are shown when none is named.", least: 0, otherwise: 12);
    private readonly Option<int?> _seed = OptionKinds.Count("--seed", "Seed of the intervals.", least: 0, otherwise: 1);

    /// <summary>The command.</summary>
    public Command Build()
    {
        var command = new Command("report", "Write one self-contained HTML page for result files.") { _results, _out, _svg, _title, _problems, _timelines, _seed };
        command.SetAction((parsed, cancellationToken) =>
            CommandGuard.RunAsync(host, () => RunAsync(parsed, cancellationToken), cancellationToken));
        return command;
    }

    private async Task<int> RunAsync(ParseResult parsed, CancellationToken cancellationToken)
    {
        var files = new List<ReportFile>();
        foreach (string path in parsed.GetRequiredValue(_results))
        {
            files.Add(await ReadAsync(path, cancellationToken));
        }

        var options = new ReportOptions
        {
            Problems = parsed.GetValue(_problems) ?? [],
            TimelineCount = parsed.GetValue(_timelines)!.Value,
            Seed = parsed.GetValue(_seed)!.Value,
        };
        if (parsed.GetValue(_title) is { } title)
        {
            options = options with { Title = title };
        }

        string target = parsed.GetRequiredValue(_out);
        try
        {
            string page = ReportPage.Render(files, options);
            await File.WriteAllTextAsync(target, page, cancellationToken);
            if (parsed.GetValue(_svg) is { } folder)
            {
                await WriteDrawingsAsync(folder, page, cancellationToken);
            }
        }
        catch (ReportException exception)
        {
            throw new CommandFailedException(ExitCodes.BadArguments, SafeText.OneLine(exception.Message), exception);
        }

        await host.Out.WriteLinesAsync(
            [string.Create(CultureInfo.InvariantCulture, $"{SafeText.OneLine(target)}: {files.Sum(file => file.Content.Records.Count)} sessions from {files.Count} files")],
            cancellationToken);
        return ExitCodes.Success;
    }

    private static async Task WriteDrawingsAsync(string folder, string page, CancellationToken cancellationToken)
    {
        Directory.CreateDirectory(folder);
        foreach (ReportDrawing drawing in ReportDrawings.Of(page))
        {
            await File.WriteAllTextAsync(System.IO.Path.Combine(folder, drawing.Name + ".svg"), drawing.Svg, cancellationToken);
        }
    }

    private static async Task<ReportFile> ReadAsync(string path, CancellationToken cancellationToken)
    {
        try
        {
            return new ReportFile(System.IO.Path.GetFileName(path), await RunFileReader.ReadAsync(path, cancellationToken));
        }
        catch (RunFileException exception)
        {
            throw new CommandFailedException(ExitCodes.BadArguments, SafeText.OneLine(exception.Message), exception);
        }
        catch (FileNotFoundException exception)
        {
            throw new CommandFailedException(ExitCodes.NotFound, $"There is no file '{SafeText.OneLine(path)}'.", exception);
        }
    }
}
