using System.Globalization;
using LeaP.Evaluation.Statistics;

namespace LeaP.Evaluation.Reports.Markup;

/// <summary>Numbers as they stand in the report.</summary>
internal static class Numbers
{
    /// <summary>A coordinate of a drawing.</summary>
    /// <param name="value">The coordinate.</param>
    public static string Place(double value) => value.ToString("0.##", CultureInfo.InvariantCulture);

    /// <summary>A share in percent, such as <c>78.8 %</c>.</summary>
    /// <param name="share">0 to 1.</param>
    public static string Percent(double share) => (share * 100).ToString("0.0", CultureInfo.InvariantCulture) + " %";

    /// <summary>A share in percent with its interval, such as <c>78.8 % (74.1 to 83.0)</c>.</summary>
    /// <param name="share">The share.</param>
    public static string Percent(Estimate share) => string.Create(
        CultureInfo.InvariantCulture, $"{share.Mean * 100:0.0} % ({share.Low * 100:0.0} to {share.High * 100:0.0})");

    /// <summary>A count, such as <c>1,024</c>.</summary>
    /// <param name="value">The count.</param>
    public static string Count(double value) => value.ToString("#,0", CultureInfo.InvariantCulture);
}
