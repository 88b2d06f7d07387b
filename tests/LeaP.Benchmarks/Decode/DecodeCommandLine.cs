using System.CommandLine;

namespace LeaP.Benchmarks.Decode;

/// <summary>Options of the decoding benchmark.</summary>
internal sealed class DecodeCommandLine
{
    private readonly Option<string[]> _shapes = Several("--shape", "Shapes of decode; all when not given.", [.. DecodeShapes.Names]);
    private readonly Option<string[]> _weights = Several("--weights", "Weights of decode; all when not given.", [.. DecodeShapes.WeightNames]);
    private readonly Option<string[]> _parts = Several(
        "--part", "Parts of decode; paths and prefill when not given.", [.. Enum.GetNames<DecodePart>().Select(name => name.ToLowerInvariant())]);

    private readonly Option<string?> _folder = new("--folder") { Description = "Folder in which decode keeps its models for the next run." };
    private readonly Option<string?> _llamaCpp = new("--llamacpp") { Description = "Folder whose node_modules has node-llama-cpp." };

    private readonly Option<string[]> _figures = new("--figures")
    {
        Description = "Outputs of earlier runs of decode, to be drawn instead of measuring.",
        AllowMultipleArgumentsPerToken = true,
    };

    private readonly Option<string?> _picture = new("--picture") { Description = "The SVG file for them; decode.svg when not given." };

    /// <summary>Adds them to a command.</summary>
    public void AddTo(Command command)
    {
        foreach (Option option in (Option[])[_shapes, _weights, _parts, _folder, _llamaCpp, _figures, _picture])
        {
            command.Options.Add(option);
        }
    }

    /// <summary>Reads them.</summary>
    public DecodeOptions Read(ParseResult line)
    {
        var usual = new DecodeOptions();
        return usual with
        {
            Shapes = Given(line, _shapes) ?? usual.Shapes,
            Weights = Given(line, _weights) ?? usual.Weights,
            Parts = Given(line, _parts)?.Select(name => Enum.Parse<DecodePart>(name, ignoreCase: true)).ToArray() ?? usual.Parts,
            Folder = line.GetValue(_folder),
            LlamaCpp = line.GetValue(_llamaCpp),
            Figures = line.GetValue(_figures) ?? [],
            Picture = line.GetValue(_picture) ?? usual.Picture,
        };
    }

    private static string[]? Given(ParseResult line, Option<string[]> option)
        => line.GetValue(option) is { Length: > 0 } values ? values : null;

    private static Option<string[]> Several(string name, string description, string[] allowed)
    {
        var option = new Option<string[]>(name) { Description = description, AllowMultipleArgumentsPerToken = true };
        option.AcceptOnlyFromAmong(allowed);
        return option;
    }
}
