namespace LeaP.Inference.ChatTemplates;

/// <summary>Filters that keep some of a list's values.</summary>
internal static class TemplateSelection
{
    public static List<object?> Select(object? value, CallArguments arguments, bool wanted)
        => [.. ValueFacts.Items(value).Where(item => Holds(item, arguments, 0) == wanted)];

    public static List<object?> SelectByMember(object? value, CallArguments arguments, bool wanted)
    {
        string member = arguments.Text(0, "attribute");
        return [.. ValueFacts.Items(value).Where(item => Holds(ValueAccess.Member(item, member), arguments, 1) == wanted)];
    }

    public static List<object?> Unique(object? value)
    {
        var kept = new List<object?>();
        foreach (object? item in ValueFacts.Items(value))
        {
            if (!kept.Exists(other => ValueOperators.AreEqual(other, item)))
            {
                kept.Add(item);
            }
        }

        return kept;
    }

    private static bool Holds(object? value, CallArguments arguments, int place)
    {
        if (arguments.Values.Count <= place)
        {
            return ValueFacts.IsTrue(value);
        }

        string test = arguments.Text(place, "test") is var name && name == "==" ? "eq" : name;
        TemplateTests.RequireKnown(test, 0);
        return TemplateTests.Holds(value, new CallArguments(test, [.. arguments.Values.Skip(place + 1)], arguments.Named));
    }
}
