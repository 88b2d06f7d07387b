using FsCheck;
using FsCheck.Fluent;

namespace LeaP.Reasoning.Tests.Similarity;

/// <summary>Texts of up to 300 code points, emoji among them; half of the pairs are alike.</summary>
public static class TextPairs
{
    public static Arbitrary<TextPair> Pair()
    {
        Gen<string> symbol = Gen.Elements("a", "b", "c", " ", "1", "ï", "√", "😀", "🧮");

        // Of many symbols some are missing from a whole word of 64, which the bit-parallel sums must carry over.
        Gen<string> rare = Gen.Choose(0x4E00, 0x4E40).Select(char.ConvertFromUtf32);
        Gen<string[]> symbols = Gen.OneOf(Gen.Choose(0, 12), Gen.Choose(60, 70), Gen.Choose(120, 300))
            .SelectMany(length => Gen.OneOf(symbol.ArrayOf(length), rare.ArrayOf(length)));
        Gen<TextPair> unlike = symbols.Two().Select(pair => new TextPair(string.Concat(pair.Item1), string.Concat(pair.Item2)));
        Gen<TextPair> alike = from text in symbols
                              from replaced in Gen.Choose(0, 9).ArrayOf(text.Length)
                              select new TextPair(string.Concat(text), string.Concat(text.Where((_, i) => replaced[i] != 0)));
        return Gen.OneOf(unlike, alike).ToArbitrary();
    }
}
