using System.Globalization;

namespace LeaP.Benchmarks.Output;

/// <summary>Lines that scripts read.</summary>
internal static class Figures
{
    /// <summary>A figure: name, number with one to three decimals, unit.</summary>
    /// <param name="name">Dotted name.</param>
    /// <param name="value">The number.</param>
    /// <param name="unit">Its unit.</param>
    public static string Line(string name, double value, string unit) =>
        string.Create(CultureInfo.InvariantCulture, $"figure {name} {value:0.0##} {unit}");
}
