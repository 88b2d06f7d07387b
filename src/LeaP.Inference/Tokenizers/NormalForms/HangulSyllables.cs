namespace LeaP.Inference.Tokenizers.NormalForms;

/// <summary>Hangul syllables are made of two or three letters by arithmetic, as Unicode lays down in its section 3.12.</summary>
internal static class HangulSyllables
{
    private const int FirstSyllable = 0xAC00;
    private const int FirstLeading = 0x1100;
    private const int FirstVowel = 0x1161;

    // One before the first trailing letter: no trailing letter counts as one.
    private const int NoTrailing = 0x11A7;
    private const int Leadings = 19;
    private const int Vowels = 21;
    private const int Trailings = 28;
    private const int Syllables = Leadings * Vowels * Trailings;

    /// <summary>The letters of a syllable.</summary>
    /// <returns>Whether it is one.</returns>
    public static bool TryDecompose(int code, List<int> letters)
    {
        int index = code - FirstSyllable;
        if (index is < 0 or >= Syllables)
        {
            return false;
        }

        letters.Add(FirstLeading + (index / (Vowels * Trailings)));
        letters.Add(FirstVowel + (index / Trailings % Vowels));
        if (index % Trailings > 0)
        {
            letters.Add(NoTrailing + (index % Trailings));
        }

        return true;
    }

    /// <summary>The syllable of two letters, or of a syllable without a trailing letter and one.</summary>
    /// <returns>The syllable; 0 when they make none.</returns>
    public static int Compose(int first, int second)
    {
        if (first - FirstLeading is >= 0 and < Leadings && second - FirstVowel is >= 0 and < Vowels)
        {
            return FirstSyllable + ((((first - FirstLeading) * Vowels) + (second - FirstVowel)) * Trailings);
        }

        bool isOpen = first - FirstSyllable is >= 0 and < Syllables && (first - FirstSyllable) % Trailings == 0;
        return isOpen && second - NoTrailing is > 0 and < Trailings ? first + (second - NoTrailing) : 0;
    }
}
