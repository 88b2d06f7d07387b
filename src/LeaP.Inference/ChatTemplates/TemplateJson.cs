using System.Globalization;
using System.Text;

namespace LeaP.Inference.ChatTemplates;

/// <summary>Writes values as JSON the way templates for chat expect it: a blank behind commas and colons, letters as they are.</summary>
internal static class TemplateJson
{
    private const int DeepestNesting = 64;

    public static string Write(object? value, CallArguments arguments)
    {
        if (arguments.Get(1, "ensure_ascii", false) is not false || arguments.Get(2, "separators") is not null
            || arguments.Named.ContainsKey("sort_keys"))
        {
            throw new ChatTemplateException("The filter 'tojson' supports the argument 'indent' only.");
        }

        int? indent = arguments.Get(0, "indent") is null ? null : (int)Math.Clamp(arguments.Whole(0, "indent"), 0, 16);
        var json = new StringBuilder();
        Append(json, value, indent, 0);
        return json.ToString();
    }

    private static void Append(StringBuilder json, object? value, int? indent, int depth)
    {
        if (depth > DeepestNesting)
        {
            throw new ChatTemplateException($"'tojson' was given something nested more than {DeepestNesting} deep.");
        }

        switch (value)
        {
            case null:
                json.Append("null");
                break;
            case bool truth:
                json.Append(truth ? "true" : "false");
                break;
            case long number:
                json.Append(number.ToString(CultureInfo.InvariantCulture));
                break;
            case double number:
                json.Append(ValueFacts.Number(number));
                break;
            case string text:
                AppendText(json, text);
                break;
            case List<object?> list:
                AppendAll(json, ('[', ']'), list, indent, depth, item => Append(json, item, indent, depth + 1));
                break;
            case TemplateMap map:
                AppendAll(json, ('{', '}'), [.. map.Members], indent, depth, member =>
                {
                    AppendText(json, member.Key);
                    json.Append(": ");
                    Append(json, member.Value, indent, depth + 1);
                });
                break;
            default:
                throw new ChatTemplateException($"'tojson' cannot write {ValueFacts.KindOf(value)}.");
        }
    }

    private static void AppendAll<T>(
        StringBuilder json, (char Open, char Close) brackets, List<T> items, int? indent, int depth, Action<T> append)
    {
        json.Append(brackets.Open);
        for (int i = 0; i < items.Count; i++)
        {
            json.Append(i == 0 ? "" : indent is null ? ", " : ",");
            AppendBreak(json, indent, depth + 1);
            append(items[i]);
        }

        if (items.Count > 0)
        {
            AppendBreak(json, indent, depth);
        }

        json.Append(brackets.Close);
    }

    private static void AppendBreak(StringBuilder json, int? indent, int depth)
    {
        if (indent is { } width)
        {
            json.Append('\n').Append(' ', width * depth);
        }
    }

    private static void AppendText(StringBuilder json, string text)
    {
        json.Append('"');
        foreach (char character in text)
        {
            _ = character switch
            {
                '"' => json.Append("\\\""),
                '\\' => json.Append("\\\\"),
                '\n' => json.Append("\\n"),
                '\r' => json.Append("\\r"),
                '\t' => json.Append("\\t"),
                '\b' => json.Append("\\b"),
                '\f' => json.Append("\\f"),
                < ' ' => json.Append(CultureInfo.InvariantCulture, $"\\u{(int)character:x4}"),
                _ => json.Append(character),
            };
        }

        json.Append('"');
    }
}
