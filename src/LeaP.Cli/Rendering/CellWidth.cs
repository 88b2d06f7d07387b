using Spectre.Console.Rendering;

namespace LeaP.Cli.Rendering;

/// <summary>Widths in terminal cells: some characters take two.</summary>
internal static class CellWidth
{
    /// <summary>Cells a line takes.</summary>
    /// <param name="line">A line without control characters.</param>
    public static int Of(string line) => line.Length == 0 ? 0 : new Segment(line).CellCount();

    /// <summary>Fills a line with spaces up to a width.</summary>
    /// <param name="line">A line without control characters.</param>
    /// <param name="cells">Width in cells.</param>
    public static string Pad(string line, int cells) => line + new string(' ', Math.Max(0, cells - Of(line)));

    /// <summary>Fills a line with spaces at its front up to a width.</summary>
    /// <param name="line">A line without control characters.</param>
    /// <param name="cells">Width in cells.</param>
    public static string PadFront(string line, int cells) => new string(' ', Math.Max(0, cells - Of(line))) + line;
}
