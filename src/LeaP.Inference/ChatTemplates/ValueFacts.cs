using System.Globalization;

namespace LeaP.Inference.ChatTemplates;

/// <summary>What values are: true or false, which kind, and how they print.</summary>
internal static class ValueFacts
{
    public static bool IsTrue(object? value) => value switch
    {
        null or Undefined => false,
        bool truth => truth,
        long number => number != 0,
        double number => number != 0,
        string text => text.Length > 0,
        List<object?> list => list.Count > 0,
        TemplateMap { IsNamespace: false } map => map.Count > 0,
        _ => true,
    };

    public static string KindOf(object? value) => value switch
    {
        null => "none",
        Undefined missing => $"the undefined '{missing.Name}'",
        bool => "a truth value",
        long or double => "a number",
        string => "a text",
        List<object?> => "a list",
        TemplateMap => "a mapping",
        _ => "a function",
    };

    /// <summary>How a value prints.</summary>
    public static string ToText(object? value) => value switch
    {
        string text => text,
        Undefined => "",
        _ => Represent(value),
    };

    /// <summary>How a value prints inside a list.</summary>
    public static string Represent(object? value) => value switch
    {
        null => "None",
        true => "True",
        false => "False",
        long number => number.ToString(CultureInfo.InvariantCulture),
        double number => Number(number),
        string text => Quote(text),
        TemplateTuple tuple => $"({string.Join(", ", tuple.Select(Represent))}{(tuple.Count == 1 ? "," : "")})",
        List<object?> list => $"[{string.Join(", ", list.Select(Represent))}]",
        TemplateMap map => $"{{{string.Join(", ", map.Members.Select(member => $"{Quote(member.Key)}: {Represent(member.Value)}"))}}}",
        _ => throw new ChatTemplateException($"{KindOf(value)} cannot be printed."),
    };

    /// <summary>The values of something that can be gone through.</summary>
    public static List<object?> Items(object? value) => value switch
    {
        List<object?> list => list,
        string text => [.. text.EnumerateRunes().Select(rune => rune.ToString())],
        TemplateMap map => [.. map.Keys],
        Undefined => [],
        _ => throw new ChatTemplateException($"{KindOf(value)} cannot be gone through."),
    };

    public static string Number(double value)
    {
        string text = value.ToString("R", CultureInfo.InvariantCulture);
        return text.All(character => char.IsAsciiDigit(character) || character == '-') ? text + ".0" : text.Replace("E", "e", StringComparison.Ordinal);
    }

    private static string Quote(string text)
    {
        char quote = text.Contains('\'') && !text.Contains('"') ? '"' : '\'';
        string escaped = text.Replace("\\", "\\\\", StringComparison.Ordinal)
            .Replace("\n", "\\n", StringComparison.Ordinal)
            .Replace("\t", "\\t", StringComparison.Ordinal)
            .Replace("\r", "\\r", StringComparison.Ordinal);
        return quote + (quote == '\'' ? escaped.Replace("'", "\\'", StringComparison.Ordinal) : escaped) + quote;
    }
}
