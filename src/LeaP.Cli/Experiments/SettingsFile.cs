using System.Text.Json;
using LeaP.Cli.Commands;
using LeaP.Cli.Errors;
using LeaP.Evaluation.Runs;
using LeaP.Protocol.Reasoning.V1;

namespace LeaP.Cli.Experiments;

/// <summary>
/// A file of settings: a JSON list whose elements are texts as on the command line, or objects with <c>name</c>,
/// <c>request</c> (a request in the protocol's JSON) and, if wanted, <c>labels</c>.
/// </summary>
internal static class SettingsFile
{
    private static readonly string[] Known = ["name", "request", "labels"];
    private static readonly JsonDocumentOptions Lenient = new() { AllowTrailingCommas = true, CommentHandling = JsonCommentHandling.Skip };

    /// <summary>Reads a file.</summary>
    /// <param name="path">The file.</param>
    /// <param name="template">What requests of all settings have in common.</param>
    /// <param name="cancellationToken">Ends the reading.</param>
    /// <exception cref="CommandFailedException">It is not such a file; the message names the element.</exception>
    /// <exception cref="IOException">It cannot be read.</exception>
    public static async Task<IReadOnlyList<RunSetting>> ReadAsync(string path, ReasonRequest template, CancellationToken cancellationToken)
    {
        string content = await File.ReadAllTextAsync(path, cancellationToken);
        try
        {
            using var document = JsonDocument.Parse(content, Lenient);
            return document.RootElement.ValueKind == JsonValueKind.Array
                ? [.. document.RootElement.EnumerateArray().Select((element, i) => Read(element, template, $"{path}, element {i + 1}"))]
                : throw Wrong(path, "must be a JSON list of settings.");
        }
        catch (JsonException exception)
        {
            throw Wrong(path, $"not JSON: {exception.Message}");
        }
    }

    private static RunSetting Read(JsonElement element, ReasonRequest template, string place)
    {
        if (element.ValueKind == JsonValueKind.String)
        {
            return SettingText.Parse(element.GetString()!, template);
        }

        if (element.ValueKind != JsonValueKind.Object)
        {
            throw Wrong(place, "must be a text such as \"leap policy=random k=2\", or an object with name and request.");
        }

        if (element.EnumerateObject().Select(field => field.Name).FirstOrDefault(field => !Known.Contains(field)) is { } unknown)
        {
            throw Wrong(place, $"there is no field \"{unknown}\"; there are {string.Join(", ", Known)}.");
        }

        if (!element.TryGetProperty("name", out JsonElement name) || name.ValueKind != JsonValueKind.String || string.IsNullOrWhiteSpace(name.GetString()))
        {
            throw Wrong(place, "field \"name\" must be a text that is not empty.");
        }

        if (!element.TryGetProperty("request", out JsonElement request) || request.ValueKind != JsonValueKind.Object)
        {
            throw Wrong(place, "field \"request\" must be an object with fields of a request.");
        }

        return SettingText.Merge(name.GetString()!, request.GetRawText(), template, place) with { Labels = Labels(element, place) };
    }

    private static Dictionary<string, string> Labels(JsonElement element, string place) =>
        !element.TryGetProperty("labels", out JsonElement labels)
            ? []
            : labels.ValueKind == JsonValueKind.Object && labels.EnumerateObject().All(label => label.Value.ValueKind == JsonValueKind.String)
                ? labels.EnumerateObject().ToDictionary(label => label.Name, label => label.Value.GetString()!, StringComparer.Ordinal)
                : throw Wrong(place, "field \"labels\" must be an object of texts.");

    private static CommandFailedException Wrong(string place, string reason) => new(ExitCodes.BadArguments, $"{place}: {reason}");
}
