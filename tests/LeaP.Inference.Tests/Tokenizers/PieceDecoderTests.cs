using System.Text;
using FsCheck.Xunit;
using LeaP.Inference.Tokenizers;

namespace LeaP.Inference.Tests.Tokenizers;

public sealed class PieceDecoderTests
{
    [Fact]
    public void A_character_is_held_back_until_it_is_whole()
    {
        var decoder = new PieceDecoder();
        var text = new StringBuilder();
        byte[] smile = Encoding.UTF8.GetBytes("😀");

        decoder.Append([(byte)'a', .. smile[..3]], text);
        text.ToString().ShouldBe("a");
        decoder.IsOpen.ShouldBeTrue();
        PieceDecoder copy = decoder.Clone();
        decoder.Append([smile[3], (byte)'b'], text);

        text.ToString().ShouldBe("a😀b");
        decoder.IsOpen.ShouldBeFalse();
        copy.IsOpen.ShouldBeTrue();
    }

    [Property(MaxTest = 500)]
    public void Any_cut_of_any_bytes_decodes_as_the_platform_does(byte[] seed, byte[] cuts)
    {
        // Lead and continuation bytes are rare in plain random bytes.
        byte[] bytes = [.. seed.Select((value, i) => i % 2 == 0 ? value : (byte)(0x80 | (value & 0x7F)))];
        var decoder = new PieceDecoder();
        var text = new StringBuilder();
        for (int at = 0, i = 0; at < bytes.Length; i++)
        {
            int length = Math.Min(bytes.Length - at, cuts.Length == 0 ? 1 : cuts[i % cuts.Length] % 5 + 1);
            decoder.Append(bytes.AsSpan(at, length), text);
            at += length;
        }

        decoder.Flush(text);

        text.ToString().ShouldBe(Encoding.UTF8.GetString(bytes));
    }
}
