using System.Globalization;

namespace LeaP.Cli.Rendering;

/// <summary>Durations as people write them: a number with <c>ms</c>, <c>s</c>, <c>m</c> or <c>h</c>.</summary>
internal static class Durations
{
    private static readonly (string Unit, double Seconds)[] Units = [("ms", 0.001), ("s", 1), ("m", 60), ("h", 3600)];

    /// <summary>Reads a duration such as <c>90s</c> or <c>1.5m</c>.</summary>
    /// <param name="text">The text.</param>
    /// <param name="duration">The duration; more than zero, at most 24 hours.</param>
    public static bool TryParse(string text, out TimeSpan duration)
    {
        foreach ((string unit, double seconds) in Units)
        {
            if (text.EndsWith(unit, StringComparison.Ordinal)
                && double.TryParse(text[..^unit.Length], NumberStyles.AllowDecimalPoint, CultureInfo.InvariantCulture, out double count)
                && count * seconds is > 0 and <= 86400)
            {
                duration = TimeSpan.FromSeconds(count * seconds);
                return true;
            }
        }

        duration = default;
        return false;
    }

    /// <summary>A duration with three digits or so: <c>250 ms</c>, <c>1.23 s</c>, <c>2 m 05 s</c>.</summary>
    /// <param name="duration">The duration.</param>
    public static string Show(TimeSpan duration) => duration.TotalSeconds switch
    {
        < 1 => string.Create(CultureInfo.InvariantCulture, $"{duration.TotalMilliseconds:0} ms"),
        < 60 => string.Create(CultureInfo.InvariantCulture, $"{duration.TotalSeconds:0.00} s"),
        _ => string.Create(CultureInfo.InvariantCulture, $"{(int)duration.TotalMinutes} m {duration.Seconds:00} s"),
    };
}
