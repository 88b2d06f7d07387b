using System.Globalization;
using LeaP.Cli.Rendering;

namespace LeaP.Cli.Experiments;

/// <summary>Tables and numbers of results.</summary>
internal static class Tables
{
    /// <summary>A table as text or as Markdown.</summary>
    /// <param name="markdown">True for Markdown.</param>
    /// <param name="header">Names of the columns.</param>
    /// <param name="rows">The rows.</param>
    public static IEnumerable<string> Of(bool markdown, IReadOnlyList<string> header, IEnumerable<IReadOnlyList<string>> rows) =>
        markdown ? TextTable.Markdown(header, rows) : TextTable.Lines(header, rows);

    /// <summary>A number with one digit behind the point.</summary>
    /// <param name="value">The number.</param>
    public static string Number(double value) => value.ToString("0.0", CultureInfo.InvariantCulture);
}
