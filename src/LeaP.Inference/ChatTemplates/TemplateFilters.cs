using System.Globalization;

namespace LeaP.Inference.ChatTemplates;

/// <summary>Filters: what can stand behind a bar.</summary>
internal static class TemplateFilters
{
    private static readonly Dictionary<string, Func<object?, CallArguments, object?>> Known = new(StringComparer.Ordinal)
    {
        ["abs"] = static (value, _) => value is double number ? Math.Abs(number) : (object)Math.Abs(Whole(value, "abs")),
        ["capitalize"] = static (value, _) => TemplateMethods.Capitalize(ValueFacts.ToText(value)),
        ["count"] = static (value, _) => Length(value),
        ["d"] = Default,
        ["default"] = Default,
        ["dictsort"] = static (value, _) => new List<object?>(Map(value, "dictsort").Members
            .OrderBy(member => member.Key, StringComparer.OrdinalIgnoreCase).Select(TemplateMethods.Pair)),
        ["first"] = static (value, _) => ValueFacts.Items(value) is [var first, ..] ? first : new Undefined("first"),
        ["float"] = static (value, _) => Number(value),
        ["indent"] = Indent,
        ["int"] = static (value, _) => (long)Math.Truncate(Number(value)),
        ["items"] = static (value, _) => new List<object?>(
            value is Undefined ? [] : Map(value, "items").Members.Select(TemplateMethods.Pair)),
        ["join"] = Join,
        ["last"] = static (value, _) => ValueFacts.Items(value) is [.., var last] ? last : new Undefined("last"),
        ["length"] = static (value, _) => Length(value),
        ["list"] = static (value, _) => new List<object?>(ValueFacts.Items(value)),
        ["lower"] = static (value, _) => ValueFacts.ToText(value).ToLowerInvariant(),
        ["map"] = Mapped,
        ["max"] = static (value, _) => ValueFacts.Items(value).Aggregate((a, b) => ValueOperators.Order(">", a, b) >= 0 ? a : b),
        ["min"] = static (value, _) => ValueFacts.Items(value).Aggregate((a, b) => ValueOperators.Order("<", a, b) <= 0 ? a : b),
        ["reject"] = static (value, arguments) => TemplateSelection.Select(value, arguments, wanted: false),
        ["rejectattr"] = static (value, arguments) => TemplateSelection.SelectByMember(value, arguments, wanted: false),
        ["replace"] = static (value, arguments) => ValueFacts.ToText(value)
            .Replace(arguments.Text(0, "s"), arguments.Text(1, "new"), StringComparison.Ordinal),
        ["reverse"] = static (value, _) => ValueAccess.Slice(value is string ? value : ValueFacts.Items(value), null, null, -1L),
        ["safe"] = static (value, _) => ValueFacts.ToText(value),
        ["select"] = static (value, arguments) => TemplateSelection.Select(value, arguments, wanted: true),
        ["selectattr"] = static (value, arguments) => TemplateSelection.SelectByMember(value, arguments, wanted: true),
        ["string"] = static (value, _) => ValueFacts.ToText(value),
        ["sum"] = static (value, _) => ValueFacts.Items(value).Aggregate((object?)0L, (a, b) => ValueOperators.Combine("+", a, b)),
        ["title"] = static (value, _) => TemplateMethods.Title(ValueFacts.ToText(value)),
        ["tojson"] = static (value, arguments) => TemplateJson.Write(value, arguments),
        ["trim"] = static (value, arguments) => TemplateMethods.Strip(
            ValueFacts.ToText(value), arguments.TextOrNull(0, "chars"), left: true, right: true),
        ["unique"] = static (value, _) => TemplateSelection.Unique(value),
        ["upper"] = static (value, _) => ValueFacts.ToText(value).ToUpperInvariant(),
    };

    private static readonly string[] Names =
        ["default_value", "boolean", "attribute", "indent", "ensure_ascii", "separators", "sort_keys", "width", "first", "d", "chars", "s", "new", "default"];

    public static void RequireKnown(string name, int line)
    {
        if (!Known.ContainsKey(name))
        {
            throw new ChatTemplateException($"Line {line}: the filter '{name}' is not supported.");
        }
    }

    public static object? Apply(object? value, CallArguments arguments)
    {
        arguments.Allow(3, Names);
        return Known.TryGetValue(arguments.Callee, out Func<object?, CallArguments, object?>? filter)
            ? filter(value, arguments)
            : throw new ChatTemplateException($"The filter '{arguments.Callee}' is not supported.");
    }

    private static object? Default(object? value, CallArguments arguments)
    {
        bool replaces = value is Undefined || (ValueFacts.IsTrue(arguments.Get(1, "boolean", false)) && !ValueFacts.IsTrue(value));
        return replaces ? arguments.Get(0, "default_value", "") : value;
    }

    private static long Length(object? value) => value is TemplateMap map ? map.Count : ValueFacts.Items(value).Count;

    private static string Join(object? value, CallArguments arguments)
    {
        string? member = arguments.TextOrNull(1, "attribute");
        string between = arguments.TextOrNull(0, "d") ?? "";
        return string.Join(between, ValueFacts.Items(value)
            .Select(item => ValueFacts.ToText(member is null ? item : ValueAccess.Member(item, member))));
    }

    private static List<object?> Mapped(object? value, CallArguments arguments)
    {
        if (arguments.Values.Count == 0)
        {
            string member = arguments.Text(0, "attribute");
            object? absent = arguments.Named.GetValueOrDefault("default", new Undefined(member));
            return ValueFacts.Items(value)
                .ConvertAll(item => ValueAccess.Member(item, member) is var found && found is Undefined ? absent : found);
        }

        var inner = new CallArguments(arguments.Text(0, "filter"), [.. arguments.Values.Skip(1)], arguments.Named);
        return ValueFacts.Items(value).ConvertAll(item => Apply(item, inner));
    }

    private static string Indent(object? value, CallArguments arguments)
    {
        object? width = arguments.Get(0, "width", 4L);
        string margin = width as string ?? new string(' ', (int)Math.Clamp(Whole(width, "indent"), 0, 256));
        string[] lines = ValueFacts.ToText(value).Split('\n');
        bool first = ValueFacts.IsTrue(arguments.Get(1, "first", false));
        return string.Join('\n', lines.Select((line, i) => (i == 0 ? first : line.Length > 0) ? margin + line : line));
    }

    private static TemplateMap Map(object? value, string filter)
        => value as TemplateMap ?? throw new ChatTemplateException($"The filter '{filter}' needs a mapping, not {ValueFacts.KindOf(value)}.");

    private static long Whole(object? value, string filter)
        => value is long whole ? whole : throw new ChatTemplateException($"The filter '{filter}' needs a whole number, not {ValueFacts.KindOf(value)}.");

    private static double Number(object? value) => value switch
    {
        long whole => whole,
        double number => number,
        true => 1,
        string text when double.TryParse(text, NumberStyles.Float, CultureInfo.InvariantCulture, out double number) => number,
        _ => 0,
    };
}
