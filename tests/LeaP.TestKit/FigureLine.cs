using System.Globalization;

namespace LeaP.TestKit;

/// <summary>Lines with measured numbers that scripts read.</summary>
public static class FigureLine
{
    /// <summary>A figure: name, number with up to three decimals, unit.</summary>
    /// <param name="name">Dotted name.</param>
    /// <param name="value">The number.</param>
    /// <param name="unit">Its unit.</param>
    public static string Of(string name, double value, string unit) =>
        string.Create(CultureInfo.InvariantCulture, $"figure {name} {value:0.###} {unit}");
}
