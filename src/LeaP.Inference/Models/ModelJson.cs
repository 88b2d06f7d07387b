using System.Text.Json;
using LeaP.Inference.Engines;

namespace LeaP.Inference.Models;

/// <summary>A value in a model's JSON file that knows its place, so that every complaint can name file and key.</summary>
internal readonly struct ModelJson
{
    private readonly JsonElement _element;

    private ModelJson(string file, string path, JsonElement element)
    {
        File = file;
        Path = path;
        _element = element;
    }

    /// <summary>Path of the file.</summary>
    public string File { get; }

    /// <summary>Keys from the root, joined by full stops.</summary>
    public string Path { get; }

    public bool IsPresent => _element.ValueKind is not (JsonValueKind.Undefined or JsonValueKind.Null);

    public bool IsArray => _element.ValueKind == JsonValueKind.Array;

    public bool IsObject => _element.ValueKind == JsonValueKind.Object;

    /// <summary>Child under <paramref name="key"/>; not present when there is none or this is no object.</summary>
    public ModelJson this[string key] => new(
        File,
        Path.Length == 0 ? key : $"{Path}.{key}",
        _element.ValueKind == JsonValueKind.Object && _element.TryGetProperty(key, out JsonElement child) ? child : default);

    /// <summary>Reads a whole file.</summary>
    /// <exception cref="ModelLoadException">It is missing or not a JSON object.</exception>
    public static ModelJson Load(string file)
    {
        try
        {
            using JsonDocument document = JsonDocument.Parse(System.IO.File.ReadAllBytes(file));
            return document.RootElement.ValueKind == JsonValueKind.Object
                ? new ModelJson(file, "", document.RootElement.Clone())
                : throw new ModelLoadException($"{file} must hold a JSON object.");
        }
        catch (JsonException error)
        {
            throw new ModelLoadException($"{file} is not valid JSON: {error.Message}", error);
        }
        catch (Exception error) when (error is IOException or UnauthorizedAccessException)
        {
            throw new ModelLoadException($"{file} cannot be read: {error.Message}", error);
        }
    }

    public int Int(int low, int high) => IntOrNull(low, high) ?? throw Wrong($"a whole number from {low} to {high}");

    public int? IntOrNull(int low, int high)
    {
        if (!IsPresent)
        {
            return null;
        }

        return _element.ValueKind == JsonValueKind.Number && _element.TryGetInt32(out int value) && value >= low && value <= high
            ? value
            : throw Wrong($"a whole number from {low} to {high}");
    }

    public float? FloatOrNull(float low, float high)
    {
        if (!IsPresent)
        {
            return null;
        }

        return _element.ValueKind == JsonValueKind.Number && _element.TryGetSingle(out float value) && value >= low && value <= high
            ? value
            : throw Wrong(FormattableString.Invariant($"a number from {low} to {high}"));
    }

    public bool Bool(bool absent) => _element.ValueKind switch
    {
        JsonValueKind.True => true,
        JsonValueKind.False => false,
        _ => IsPresent ? throw Wrong("true or false") : absent,
    };

    public string String() => StringOrNull() ?? throw Wrong("a string");

    public string? StringOrNull()
    {
        if (!IsPresent)
        {
            return null;
        }

        return _element.ValueKind == JsonValueKind.String ? _element.GetString() : throw Wrong("a string");
    }

    public IEnumerable<ModelJson> Items()
    {
        if (!IsPresent)
        {
            yield break;
        }

        if (!IsArray)
        {
            throw Wrong("an array");
        }

        int index = 0;
        foreach (JsonElement item in _element.EnumerateArray())
        {
            yield return new ModelJson(File, $"{Path}[{index++}]", item);
        }
    }

    public IEnumerable<KeyValuePair<string, ModelJson>> Members()
    {
        if (_element.ValueKind != JsonValueKind.Object)
        {
            throw Wrong("an object");
        }

        foreach (JsonProperty member in _element.EnumerateObject())
        {
            yield return new(member.Name, new ModelJson(File, $"{Path}.{member.Name}", member.Value));
        }
    }

    /// <summary>The complaint that the value is not what it has to be.</summary>
    public ModelLoadException Wrong(string allowed)
    {
        string found = _element.ValueKind == JsonValueKind.Undefined ? "nothing" : Shortened(_element.GetRawText());
        return new ModelLoadException($"{File}: '{Path}' must be {allowed}; found {found}.");
    }

    private static string Shortened(string text) => text.Length <= 80 ? text : text[..80] + "…";
}
