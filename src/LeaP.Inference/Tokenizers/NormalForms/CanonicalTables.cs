using System.Collections.Frozen;
using System.Globalization;

namespace LeaP.Inference.Tokenizers.NormalForms;

/// <summary>Unicode's canonical decompositions and combining classes, Hangul syllables left out.</summary>
internal static class CanonicalTables
{
    private static readonly Dictionary<int, int[]> MutableDecompositions = [];
    private static readonly Dictionary<(int First, int Second), int> MutableCompositions = [];
    private static readonly Dictionary<int, int> MutableClasses = [];

    static CanonicalTables()
    {
        using Stream resource = typeof(CanonicalTables).Assembly.GetManifestResourceStream(
            "LeaP.Inference.Tokenizers.NormalForms.canonical.txt")!;
        using var reader = new StreamReader(resource);
        while (reader.ReadLine() is { } line)
        {
            Read(line.Split(' '));
        }

        Decompositions = MutableDecompositions.ToFrozenDictionary();
        Compositions = MutableCompositions.ToFrozenDictionary();
        Classes = MutableClasses.ToFrozenDictionary();
    }

    /// <summary>What a character is made of, one step deep.</summary>
    public static FrozenDictionary<int, int[]> Decompositions { get; }

    /// <summary>Pairs of characters that are put together, and what they become.</summary>
    public static FrozenDictionary<(int First, int Second), int> Compositions { get; }

    /// <summary>Combining classes above 0.</summary>
    public static FrozenDictionary<int, int> Classes { get; }

    private static void Read(string[] words)
    {
        switch (words[0])
        {
            case "#":
                break;
            case "=" or "!":
                int[] parts = [.. words[2..].Select(Code)];
                MutableDecompositions.Add(Code(words[1]), parts);
                if (words[0] == "=" && parts.Length == 2)
                {
                    MutableCompositions.Add((parts[0], parts[1]), Code(words[1]));
                }

                break;
            default:
                for (int code = Code(words[0]); code <= Code(words[1]); code++)
                {
                    MutableClasses.Add(code, int.Parse(words[2], CultureInfo.InvariantCulture));
                }

                break;
        }
    }

    private static int Code(string text) => int.Parse(text, NumberStyles.HexNumber, CultureInfo.InvariantCulture);
}
