using System.Globalization;
using System.Text.Json;

namespace LeaP.Reasoning.Prompts;

/// <summary>Reads one JSON object of a profile and notes every fault instead of stopping at the first.</summary>
internal sealed class ProfileReader(JsonElement element, string path, List<string> errors)
{
    private readonly HashSet<string> _known = [];

    public List<string> Errors { get; } = errors;

    public string PathOf(string key) => path.Length == 0 ? key : $"{path}.{key}";

    public void Fault(string key, string fault) => Errors.Add($"{PathOf(key)}: {fault}.");

    public bool Has(string key)
    {
        _known.Add(key);
        return element.TryGetProperty(key, out JsonElement value) && value.ValueKind != JsonValueKind.Null;
    }

    public string Text(string key, bool mayBeEmpty = false)
    {
        if (!TryGet(key, JsonValueKind.String, "a text", out JsonElement value))
        {
            return "";
        }

        return Checked(PathOf(key), value, mayBeEmpty);
    }

    public IReadOnlyList<string> Texts(string key, int atLeast, bool mayBeEmpty = false)
    {
        if (!TryGet(key, JsonValueKind.Array, "a list of texts", out JsonElement value))
        {
            return [];
        }

        var texts = new List<string>();
        foreach (JsonElement item in value.EnumerateArray())
        {
            string itemPath = $"{PathOf(key)}[{texts.Count.ToString(CultureInfo.InvariantCulture)}]";
            if (item.ValueKind != JsonValueKind.String)
            {
                Errors.Add($"{itemPath}: must be a text.");
                texts.Add("");
            }
            else
            {
                texts.Add(Checked(itemPath, item, mayBeEmpty));
            }
        }

        if (texts.Count < atLeast)
        {
            Fault(key, $"must hold at least {atLeast} text(s)");
        }

        return texts;
    }

    public IReadOnlyDictionary<string, string> TextsByName(string key, IReadOnlyCollection<string> names, bool mayBeEmpty)
    {
        var texts = new Dictionary<string, string>(StringComparer.Ordinal);
        if (!TryGet(key, JsonValueKind.Object, "an object of texts by answer format", out JsonElement value))
        {
            return texts;
        }

        var inner = new ProfileReader(value, PathOf(key), Errors);
        foreach (JsonProperty property in value.EnumerateObject())
        {
            if (names.Contains(property.Name))
            {
                texts.Add(property.Name, inner.Text(property.Name, mayBeEmpty));
            }
            else
            {
                inner.Fault(property.Name, $"is not an answer format; allowed are {string.Join(", ", names)}");
            }
        }

        return texts;
    }

    public int Whole(string key, int least)
    {
        if (!TryGet(key, JsonValueKind.Number, "a whole number", out JsonElement value))
        {
            return least;
        }

        if (!value.TryGetInt32(out int number) || number < least)
        {
            Fault(key, $"must be a whole number from {least} to {int.MaxValue}");
            return least;
        }

        return number;
    }

    public double Number(string key, Func<double, bool> allowed, string range)
    {
        if (!TryGet(key, JsonValueKind.Number, "a number", out JsonElement value))
        {
            return 0;
        }

        if (!value.TryGetDouble(out double number) || !allowed(number))
        {
            Fault(key, $"must be {range}");
        }

        return number;
    }

    public ProfileReader? Inner(string key) =>
        TryGet(key, JsonValueKind.Object, "an object", out JsonElement value) ? new ProfileReader(value, PathOf(key), Errors) : null;

    public void RefuseOtherKeys()
    {
        foreach (JsonProperty property in element.EnumerateObject().Where(property => !_known.Contains(property.Name)))
        {
            Fault(property.Name, $"is not a known key; allowed are {string.Join(", ", _known)}");
        }
    }

    private string Checked(string valuePath, JsonElement value, bool mayBeEmpty)
    {
        string text = value.GetString() ?? "";
        if (!mayBeEmpty && string.IsNullOrWhiteSpace(text))
        {
            Errors.Add($"{valuePath}: must not be blank.");
        }

        return text;
    }

    private bool TryGet(string key, JsonValueKind kind, string expected, out JsonElement value)
    {
        _known.Add(key);
        if (!element.TryGetProperty(key, out value))
        {
            Fault(key, "is missing");
            return false;
        }

        if (value.ValueKind != kind)
        {
            Fault(key, $"must be {expected}");
            return false;
        }

        return true;
    }
}
