using System.Globalization;
using System.Text;

namespace LeaP.Inference.Tokenizers;

/// <summary>
/// A text with one code unit a character: characters outside the basic plane are replaced by rare ones inside it of the same
/// general category, because .NET's patterns look at code units and would see neither a letter nor a digit in half of one.
/// </summary>
internal readonly ref struct StandInText
{
    private readonly int[] _places;

    public StandInText(ReadOnlySpan<char> text)
    {
        char[] characters = new char[text.Length];
        _places = new int[text.Length + 1];
        int count = 0;
        int place = 0;
        foreach (Rune rune in text.EnumerateRunes())
        {
            _places[count] = place;
            characters[count++] = rune.IsBmp ? (char)rune.Value : StandIn(Rune.GetUnicodeCategory(rune));
            place += rune.Utf16SequenceLength;
        }

        _places[count] = place;
        Characters = characters.AsSpan(0, count);
    }

    /// <summary>The text, one code unit a character.</summary>
    public ReadOnlySpan<char> Characters { get; }

    /// <summary>Where a character stands in the text that was given.</summary>
    public int PlaceOf(int character) => _places[character];

    private static char StandIn(UnicodeCategory category) => category switch
    {
        UnicodeCategory.UppercaseLetter => '\u023A',
        UnicodeCategory.LowercaseLetter => '\u0250',
        UnicodeCategory.TitlecaseLetter => '\u01F2',
        UnicodeCategory.ModifierLetter => '\u02B0',
        UnicodeCategory.OtherLetter => '\uAC00',
        UnicodeCategory.NonSpacingMark => '\u0300',
        UnicodeCategory.SpacingCombiningMark => '\u0903',
        UnicodeCategory.EnclosingMark => '\u20DD',
        UnicodeCategory.DecimalDigitNumber => '\u0660',
        UnicodeCategory.LetterNumber => '\u2160',
        UnicodeCategory.OtherNumber => '\u00B2',
        UnicodeCategory.MathSymbol => '\u2200',
        UnicodeCategory.CurrencySymbol => '\u20A0',
        UnicodeCategory.ModifierSymbol => '\u02C2',
        UnicodeCategory.OtherSymbol => '\u2603',
        UnicodeCategory.DashPunctuation => '\u2010',
        UnicodeCategory.OtherPunctuation => '\u2020',
        UnicodeCategory.Format => '\u200E',
        _ => '\uE000',
    };
}
