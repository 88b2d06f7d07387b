using System.Collections;
using System.Globalization;
using System.Text.RegularExpressions;

namespace LeaP.ArchitectureTests.Documents;

/// <summary>Says how a default must be written in the documentation of a setting.</summary>
internal static class DefaultText
{
    private const string Nothing = "(?:unset|none|empty)";

    private static readonly (TimeSpan Length, string Name)[] Units =
    [
        (TimeSpan.FromDays(1), "d"), (TimeSpan.FromHours(1), "h"), (TimeSpan.FromMinutes(1), "min"),
        (TimeSpan.FromSeconds(1), "s"), (TimeSpan.FromMilliseconds(1), "ms"),
    ];

    /// <summary>Whether a documentation names a default rightly.</summary>
    /// <param name="documented">What the documentation says: <c>Default X</c> and more, or <c>Default: words</c> where it is worked out at start.</param>
    /// <param name="value">The default in code.</param>
    public static bool IsNamedBy(string documented, object? value)
    {
        string plain = documented.Replace("`", string.Empty, StringComparison.Ordinal);
        string expected = Of(value) is "unset" or "empty" ? Nothing : Regex.Escape(Of(value));
        return plain.StartsWith("Default: ", StringComparison.Ordinal) || Regex.IsMatch(plain, $@"^Default {expected}(?!\w|\.\d)");
    }

    /// <summary>The words of a value: the largest unit that leaves no rest for a span of time, <c>unset</c> for nothing.</summary>
    /// <param name="value">The default.</param>
    public static string Of(object? value) => value switch
    {
        null or "" => "unset",
        TimeSpan span when span == TimeSpan.Zero => "0",
        TimeSpan span => Of(span),
        bool flag => flag ? "true" : "false",
        string text => text,
        IEnumerable many => many.Cast<object>().Any() ? string.Join(", ", many.Cast<object>().Select(Of)) : "empty",
        IFormattable number => number.ToString(null, CultureInfo.InvariantCulture),
        _ => value.ToString() ?? string.Empty,
    };

    private static string Of(TimeSpan span)
    {
        (TimeSpan length, string name) = Units.First(unit => span.Ticks % unit.Length.Ticks == 0);
        return $"{span.Ticks / length.Ticks} {name}";
    }
}
