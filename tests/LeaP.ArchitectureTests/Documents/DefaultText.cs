using System.Collections;
using System.Globalization;

namespace LeaP.ArchitectureTests.Documents;

/// <summary>Says how a default must be written in the documentation of a setting.</summary>
internal static class DefaultText
{
    private static readonly (TimeSpan Length, string Name)[] Units =
    [
        (TimeSpan.FromDays(1), "d"), (TimeSpan.FromHours(1), "h"), (TimeSpan.FromMinutes(1), "min"),
        (TimeSpan.FromSeconds(1), "s"), (TimeSpan.FromMilliseconds(1), "ms"),
    ];

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
