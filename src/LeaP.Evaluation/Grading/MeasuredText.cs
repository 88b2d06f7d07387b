using System.Text.RegularExpressions;

namespace LeaP.Evaluation.Grading;

/// <summary>A text and the unit behind it.</summary>
/// <param name="Text">The text without its unit.</param>
/// <param name="Unit">The unit in lower case without spaces; <c>%</c> for percent, empty for none.</param>
internal readonly partial record struct MeasuredText(string Text, string Unit)
{
    /// <summary>The unit of percent.</summary>
    public const string Percent = "%";

    private const string Degrees = "deg";

    // Words behind a number that are part of the mathematics.
    private static readonly string[] NotUnits = ["pi", "mod", "and", "or", "sqrt", "over", "plus", "minus", "times", "choose", "to", "if"];

    /// <summary>Takes the unit from the end of a text without layout.</summary>
    /// <param name="text">The text.</param>
    public static MeasuredText Of(string text)
    {
        if (Degree().Match(text) is { Success: true } degree)
        {
            return new MeasuredText(text[..degree.Index].TrimEnd(), Degrees);
        }

        if (Group().Match(text) is { Success: true } group && group.Index > 0)
        {
            return new MeasuredText(text[..group.Index].TrimEnd(), Name(group.Groups["unit"].Value + group.Groups["power"].Value));
        }

        if (Plain().Match(text) is { Success: true } plain && !NotUnits.Contains(plain.Groups["unit"].Value, StringComparer.OrdinalIgnoreCase))
        {
            return new MeasuredText(text[..plain.Index].TrimEnd(), Name(plain.Groups["unit"].Value));
        }

        return text.EndsWith('%') ? new MeasuredText(text[..^1].TrimEnd(), Percent) : new MeasuredText(text, "");
    }

    private static string Name(string unit)
    {
        string name = Ignored().Replace(unit, "").ToLowerInvariant();
        return name switch
        {
            "percent" or "percents" => Percent,
            "degree" or "degrees" => Degrees,
            _ => name,
        };
    }

    [GeneratedRegex(@"\s*(?:\^\s*\{?\s*\\circ\s*\}?|°|\\degree)$")]
    private static partial Regex Degree();

    [GeneratedRegex(@"\s*\\(?:text|textbf|textit|textrm|mathrm|mathbf|mbox|rm)\s*\{(?<unit>[^{}0-9]*)\}(?<power>\^(?:\{-?\d\}|\d))?$")]
    private static partial Regex Group();

    // Without a command around it, a single letter is a variable and not a unit.
    [GeneratedRegex(@"(?<=[\d})])(?:\s+(?<unit>[A-Za-z]{2,}(?:[ /][A-Za-z]+){0,2}(?:\^(?:\{\d\}|\d))?)|(?<unit>(?:mm|cm|km|kg|mg|ml|mL|ft|km/h|m/s)(?:\^(?:\{\d\}|\d))?))$")]
    private static partial Regex Plain();

    [GeneratedRegex(@"[\s{}^.]")]
    private static partial Regex Ignored();
}
