namespace LeaP.Cli.Rendering;

/// <summary>Rows of words as aligned columns of plain text.</summary>
internal static class TextTable
{
    private const string Gap = "  ";

    /// <summary>Header and rows with columns as wide as their widest entry.</summary>
    /// <param name="header">Names of the columns.</param>
    /// <param name="rows">Rows with an entry for each column, on one line and safe to show.</param>
    public static IEnumerable<string> Lines(IReadOnlyList<string> header, IEnumerable<IReadOnlyList<string>> rows)
    {
        IReadOnlyList<string>[] all = [header, .. rows];
        int[] widths = [.. header.Select((_, column) => all.Max(row => CellWidth.Of(row[column])))];
        return all.Select(row => string.Join(Gap, row.Select((cell, column) => CellWidth.Pad(cell, widths[column]))).TrimEnd());
    }

    /// <summary>The same as a table of Markdown.</summary>
    /// <param name="header">Names of the columns.</param>
    /// <param name="rows">Rows with an entry for each column, on one line.</param>
    public static IEnumerable<string> Markdown(IReadOnlyList<string> header, IEnumerable<IReadOnlyList<string>> rows)
    {
        IEnumerable<IReadOnlyList<string>> all = [header, [.. header.Select(_ => "---")], .. rows];
        return all.Select(row => $"| {string.Join(" | ", row.Select(cell => cell.Replace("|", "\\|", StringComparison.Ordinal)))} |");
    }
}
