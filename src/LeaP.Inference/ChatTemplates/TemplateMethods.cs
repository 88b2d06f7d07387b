namespace LeaP.Inference.ChatTemplates;

/// <summary>Methods of texts and mappings.</summary>
internal static class TemplateMethods
{
    private static readonly Dictionary<string, Func<string, CallArguments, object?>> OfText = new(StringComparer.Ordinal)
    {
        ["capitalize"] = static (text, _) => Capitalize(text),
        ["count"] = static (text, arguments) => (long)(text.Split(arguments.Text(0, "sub")).Length - 1),
        ["endswith"] = static (text, arguments) => text.EndsWith(arguments.Text(0, "suffix"), StringComparison.Ordinal),
        ["find"] = static (text, arguments) => (long)text.IndexOf(arguments.Text(0, "sub"), StringComparison.Ordinal),
        ["join"] = static (text, arguments) => string.Join(text, ValueFacts.Items(arguments.Get(0, "iterable")).Select(ValueFacts.ToText)),
        ["lower"] = static (text, _) => text.ToLowerInvariant(),
        ["lstrip"] = static (text, arguments) => Strip(text, arguments.TextOrNull(0, "chars"), left: true, right: false),
        ["replace"] = static (text, arguments) => text.Replace(arguments.Text(0, "old"), arguments.Text(1, "new"), StringComparison.Ordinal),
        ["rstrip"] = static (text, arguments) => Strip(text, arguments.TextOrNull(0, "chars"), left: false, right: true),
        ["split"] = static (text, arguments) => Split(text, arguments),
        ["startswith"] = static (text, arguments) => text.StartsWith(arguments.Text(0, "prefix"), StringComparison.Ordinal),
        ["strip"] = static (text, arguments) => Strip(text, arguments.TextOrNull(0, "chars"), left: true, right: true),
        ["title"] = static (text, _) => Title(text),
        ["upper"] = static (text, _) => text.ToUpperInvariant(),
    };

    private static readonly Dictionary<string, Func<TemplateMap, CallArguments, object?>> OfMap = new(StringComparer.Ordinal)
    {
        ["get"] = static (map, arguments) => map.TryGet(arguments.Text(0, "key"), out object? value) ? value : arguments.Get(1, "default"),
        ["items"] = static (map, _) => new List<object?>(map.Members.Select(Pair)),
        ["keys"] = static (map, _) => new List<object?>(map.Keys),
        ["values"] = static (map, _) => new List<object?>(map.Values),
    };

    public static void RequireKnown(string name, int line)
    {
        if (!OfText.ContainsKey(name) && !OfMap.ContainsKey(name))
        {
            throw new ChatTemplateException($"Line {line}: the method '{name}' is not supported.");
        }
    }

    public static object? Call(object? value, CallArguments arguments)
    {
        arguments.Allow(2, "sep", "maxsplit");
        string name = arguments.Callee;
        return value switch
        {
            string text when OfText.TryGetValue(name, out Func<string, CallArguments, object?>? method) => method(text, arguments),
            TemplateMap map when OfMap.TryGetValue(name, out Func<TemplateMap, CallArguments, object?>? method) => method(map, arguments),
            Undefined missing => throw new ChatTemplateException($"'{missing.Name}' is undefined and has no method '{name}'."),
            _ => throw new ChatTemplateException($"{ValueFacts.KindOf(value)} has no method '{name}'."),
        };
    }

    public static object? Pair(KeyValuePair<string, object?> member) => new TemplateTuple([member.Key, member.Value]);

    public static string Strip(string text, string? characters, bool left, bool right)
    {
        char[]? set = characters?.ToCharArray();
        string result = left ? text.TrimStart(set) : text;
        return right ? result.TrimEnd(set) : result;
    }

    public static string Capitalize(string text)
        => text.Length == 0 ? text : char.ToUpperInvariant(text[0]) + text[1..].ToLowerInvariant();

    public static string Title(string text)
    {
        char[] characters = text.ToCharArray();
        for (int i = 0; i < characters.Length; i++)
        {
            bool starts = i == 0 || !char.IsLetter(characters[i - 1]);
            characters[i] = starts ? char.ToUpperInvariant(characters[i]) : char.ToLowerInvariant(characters[i]);
        }

        return new string(characters);
    }

    private static List<object?> Split(string text, CallArguments arguments)
    {
        long most = arguments.Whole(1, "maxsplit", -1L);
        int parts = most < 0 ? int.MaxValue : (int)Math.Min(most + 1, int.MaxValue);
        string? separator = arguments.TextOrNull(0, "sep");
        if (separator is { Length: 0 })
        {
            throw new ChatTemplateException("'split' needs a separator that is not empty.");
        }

        string[] pieces = separator is null
            ? text.Split((char[]?)null, parts, StringSplitOptions.RemoveEmptyEntries)
            : text.Split(separator, parts);
        return [.. pieces];
    }
}
