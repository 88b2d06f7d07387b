namespace LeaP.Inference.ChatTemplates;

/// <summary>Tests: what can stand behind <c>is</c>.</summary>
internal static class TemplateTests
{
    private static readonly Dictionary<string, Func<object?, CallArguments, bool>> Known = new(StringComparer.Ordinal)
    {
        ["defined"] = static (value, _) => value is not Undefined,
        ["undefined"] = static (value, _) => value is Undefined,
        ["none"] = static (value, _) => value is null,
        ["string"] = static (value, _) => value is string,
        ["number"] = static (value, _) => value is long or double or bool,
        ["integer"] = static (value, _) => value is long,
        ["float"] = static (value, _) => value is double,
        ["boolean"] = static (value, _) => value is bool,
        ["true"] = static (value, _) => value is true,
        ["false"] = static (value, _) => value is false,
        ["mapping"] = static (value, _) => value is TemplateMap { IsNamespace: false },
        ["iterable"] = static (value, _) => value is string or List<object?> or TemplateMap { IsNamespace: false } or Undefined,
        ["sequence"] = static (value, _) => value is string or List<object?> or TemplateMap { IsNamespace: false } or Undefined,
        ["callable"] = static (value, _) => value is TemplateFunction,
        ["equalto"] = Equal,
        ["eq"] = Equal,
        ["ne"] = static (value, arguments) => !Equal(value, arguments),
        ["in"] = static (value, arguments) => ValueOperators.Compare("in", value, arguments.Get(0, "seq")),
        ["odd"] = static (value, _) => Math.Abs(Whole(value, "odd") % 2) == 1,
        ["even"] = static (value, _) => Whole(value, "even") % 2 == 0,
        ["divisibleby"] = static (value, arguments) => Whole(value, "divisibleby") % arguments.Whole(0, "num") == 0,
        ["lower"] = static (value, _) => value is string text && text.Any(char.IsLetter) && !text.Any(char.IsUpper),
        ["upper"] = static (value, _) => value is string text && text.Any(char.IsLetter) && !text.Any(char.IsLower),
    };

    public static void RequireKnown(string name, int line)
    {
        if (!Known.ContainsKey(name))
        {
            throw new ChatTemplateException($"Line {line}: the test '{name}' is not supported.");
        }
    }

    public static bool Holds(object? value, CallArguments arguments)
    {
        arguments.Allow(1);
        return Known[arguments.Callee](value, arguments);
    }

    private static bool Equal(object? value, CallArguments arguments) => ValueOperators.AreEqual(value, arguments.Get(0, "other"));

    private static long Whole(object? value, string test)
        => value is long whole ? whole : throw new ChatTemplateException($"The test '{test}' needs a whole number, not {ValueFacts.KindOf(value)}.");
}
