namespace LeaP.Inference.ChatTemplates;

/// <summary>What operators do.</summary>
internal static class ValueOperators
{
    public static bool Compare(string operation, object? left, object? right) => operation switch
    {
        "==" => AreEqual(left, right),
        "!=" => !AreEqual(left, right),
        "in" => Contains(right, left),
        "not in" => !Contains(right, left),
        "<" => Order(operation, left, right) < 0,
        ">" => Order(operation, left, right) > 0,
        "<=" => Order(operation, left, right) <= 0,
        _ => Order(operation, left, right) >= 0,
    };

    public static bool AreEqual(object? left, object? right) => (left, right) switch
    {
        (Undefined, Undefined) => true,
        (List<object?> first, List<object?> second) =>
            first.Count == second.Count && first.Zip(second).All(pair => AreEqual(pair.First, pair.Second)),
        (TemplateMap first, TemplateMap second) => first.Count == second.Count
            && first.Members.All(member => second.TryGet(member.Key, out object? other) && AreEqual(member.Value, other)),
        _ => TryNumbers(left, right, out double a, out double b) ? a == b : Equals(left, right),
    };

    public static int Order(string operation, object? left, object? right) => (left, right) switch
    {
        (string first, string second) => string.CompareOrdinal(first, second),
        _ => TryNumbers(left, right, out double a, out double b) ? a.CompareTo(b) : throw Mismatch(operation, left, right),
    };

    public static object? Combine(string operation, object? left, object? right)
    {
        if (operation == "~")
        {
            return ValueFacts.ToText(left) + ValueFacts.ToText(right);
        }

        (left, right) = (AsNumber(left), AsNumber(right));
        return (operation, left, right) switch
        {
            ("+", string first, string second) => first + second,
            ("+", List<object?> first, List<object?> second) => (List<object?>)[.. first, .. second],
            ("*", string text, long times) => string.Concat(Enumerable.Repeat(text, (int)Math.Clamp(times, 0, 1 << 16))),
            (_, long first, long second) => CombineWhole(operation, first, second),
            _ => TryNumbers(left, right, out double a, out double b) ? CombineNumbers(operation, a, b) : throw Mismatch(operation, left, right),
        };
    }

    private static bool Contains(object? container, object? value) => container switch
    {
        string text => value is string part ? text.Contains(part, StringComparison.Ordinal) : throw Mismatch("in", value, container),
        List<object?> list => list.Exists(item => AreEqual(item, value)),
        TemplateMap map => value is string key && map.Contains(key),
        Undefined => false,
        _ => throw Mismatch("in", value, container),
    };

    private static object CombineWhole(string operation, long left, long right) => operation switch
    {
        // One arm of this type keeps whole numbers from becoming others.
        "+" => (object)(left + right),
        "-" => left - right,
        "*" => left * right,
        _ when right == 0 => throw new ChatTemplateException($"'{operation}' divides by zero."),
        "/" => (double)left / right,
        "//" => (long)Math.Floor((double)left / right),
        _ => ((left % right) + right) % right,
    };

    private static double CombineNumbers(string operation, double left, double right) => operation switch
    {
        "+" => left + right,
        "-" => left - right,
        "*" => left * right,
        _ when right == 0 => throw new ChatTemplateException($"'{operation}' divides by zero."),
        "/" => left / right,
        "//" => Math.Floor(left / right),
        _ => left - (right * Math.Floor(left / right)),
    };

    private static bool TryNumbers(object? left, object? right, out double first, out double second)
    {
        (left, right) = (AsNumber(left), AsNumber(right));
        first = left is long a ? a : left is double x ? x : double.NaN;
        second = right is long b ? b : right is double y ? y : double.NaN;
        return left is long or double && right is long or double;
    }

    // A truth value counts as 1 or 0.
    private static object? AsNumber(object? value) => value is bool truth ? (truth ? 1L : 0L) : value;

    private static ChatTemplateException Mismatch(string operation, object? left, object? right)
        => new($"'{operation}' cannot be used between {ValueFacts.KindOf(left)} and {ValueFacts.KindOf(right)}.");
}
