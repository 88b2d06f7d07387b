using LeaP.Evaluation.Reports.Markup;

namespace LeaP.Evaluation.Reports.Charts;

/// <summary>Names the series of a drawing, in a row at its top.</summary>
internal static class Legend
{
    /// <summary>Height it takes.</summary>
    public const double Height = 30;

    private const double CharacterWidth = 7.6;
    private const double Swatch = 12;
    private const double Gap = 26;

    /// <summary>Series there are colours for.</summary>
    public const int Colours = 6;

    /// <summary>The class that colours a series.</summary>
    /// <param name="series">Position of the series, from 0.</param>
    public static string ClassOf(int series) => $"s{series % Colours}";

    /// <summary>Its shapes.</summary>
    /// <param name="names">Names of the series.</param>
    /// <param name="left">Where it begins.</param>
    /// <param name="asMarks">True where series are told by marks, false where by colour alone.</param>
    public static IEnumerable<HtmlNode> Shapes(IReadOnlyList<string> names, double left, bool asMarks = false)
    {
        double x = left;
        for (int series = 0; series < names.Count; series++)
        {
            yield return asMarks
                ? Marks.Of(series, ClassOf(series), x + (Swatch / 2), 10, "")
                : Svg.Box(ClassOf(series), x, 4, Swatch, Swatch);
            yield return Svg.Label("", x + Swatch + 6, 15, names[series]);
            x += Swatch + 6 + (names[series].Length * CharacterWidth) + Gap;
        }
    }
}
