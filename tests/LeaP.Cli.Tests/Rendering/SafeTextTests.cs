using System.Globalization;
using FsCheck;
using FsCheck.Xunit;
using LeaP.Cli.Rendering;

namespace LeaP.Cli.Tests.Rendering;

public sealed class SafeTextTests
{
    [Theory]
    [InlineData("\u001b[2J\u001b[31mred", "[2J[31mred")]
    [InlineData("a\r\nb\tc\nd", "a b c d")]
    [InlineData("\u009b31m\u0007\u0000x\u007f", "31mx")]
    [InlineData("left\u202eright\u2066\u200b", "leftright")]
    [InlineData("broken\ud83d", "broken")]
    [InlineData("smile 😀 é", "smile 😀 é")]
    [InlineData("[red]markup[/]", "[red]markup[/]")]
    public void One_line_keeps_what_is_seen_and_drops_what_a_terminal_acts_on(string text, string shown) =>
        SafeText.OneLine(text).ShouldBe(shown);

    [Fact]
    public void Lines_keeps_line_feeds_alone() => SafeText.Lines("a\r\n\u001bb\rc").ShouldBe("a\nb c");

    [Property]
    public void One_line_never_has_a_control_or_formatting_character(NonNull<string> text)
    {
        string shown = SafeText.OneLine(text.Get);
        shown.ShouldAllBe(character =>
            char.GetUnicodeCategory(character) != UnicodeCategory.Control && char.GetUnicodeCategory(character) != UnicodeCategory.Format);
    }

    [Property]
    public void Fit_never_takes_more_cells_than_there_are(NonNull<string> text, byte cells)
    {
        string line = SafeText.OneLine(text.Get);
        string fitted = SafeText.Fit(line, cells);
        CellWidth.Of(fitted).ShouldBeLessThanOrEqualTo(cells);
        if (CellWidth.Of(line) <= cells)
        {
            fitted.ShouldBe(line);
        }
    }

    [Theory]
    [InlineData("abcdef", 4, "abc…")]
    [InlineData("日本語", 5, "日本…")]
    [InlineData("日本語", 6, "日本語")]
    [InlineData("abc", 0, "")]
    public void Fit_counts_cells_and_marks_the_cut(string line, int cells, string fitted) =>
        SafeText.Fit(line, cells).ShouldBe(fitted);
}
