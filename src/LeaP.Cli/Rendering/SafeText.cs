using System.Globalization;
using System.Text;

namespace LeaP.Cli.Rendering;

/// <summary>Makes text of unknown origin safe to write to a terminal.</summary>
internal static class SafeText
{
    private const char Ellipsis = '…';

    /// <summary>
    /// The text on one line: line ends and tabs become one space, other control, formatting and unpaired
    /// surrogate characters disappear.
    /// </summary>
    /// <param name="text">Any text.</param>
    public static string OneLine(string text) => Clean(text, keepLines: false);

    /// <summary>As <see cref="OneLine"/>, but line feeds stay.</summary>
    /// <param name="text">Any text.</param>
    public static string Lines(string text) => Clean(text, keepLines: true);

    /// <summary>Cuts a line to a width in terminal cells; a cut ends in an ellipsis.</summary>
    /// <param name="line">A line without control characters.</param>
    /// <param name="cells">Cells there are; none when 0 or less.</param>
    public static string Fit(string line, int cells)
    {
        if (CellWidth.Of(line) <= cells)
        {
            return line;
        }

        var kept = new StringBuilder();
        int used = 0;
        foreach (Rune rune in line.EnumerateRunes())
        {
            int width = CellWidth.Of(rune.ToString());
            if (used + width > cells - 1)
            {
                break;
            }

            used += width;
            kept.Append(rune);
        }

        return cells > 0 ? kept.Append(Ellipsis).ToString() : "";
    }

    private static string Clean(string text, bool keepLines)
    {
        var clean = new StringBuilder(text.Length);
        foreach (Rune rune in text.Replace("\r\n", "\n", StringComparison.Ordinal).EnumerateRunes())
        {
            if (rune.Value == '\n' && keepLines)
            {
                clean.Append('\n');
            }
            else if (rune.Value is '\n' or '\r' or '\t' or 0x2028 or 0x2029 or 0x85)
            {
                clean.Append(' ');
            }
            else if (IsShown(rune))
            {
                clean.Append(rune);
            }
        }

        return clean.ToString();
    }

    // An unpaired surrogate comes out of the enumeration as the replacement character.
    private static bool IsShown(Rune rune) =>
        rune != Rune.ReplacementChar
        && Rune.GetUnicodeCategory(rune) is not (UnicodeCategory.Control or UnicodeCategory.Format);
}
