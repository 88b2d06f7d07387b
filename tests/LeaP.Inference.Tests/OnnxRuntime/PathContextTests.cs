using System.Text;
using FsCheck.Xunit;
using LeaP.Inference.Engines;
using LeaP.Inference.OnnxRuntime;
using LeaP.Inference.Tests.Support;
using LeaP.Inference.Tokenizers;

namespace LeaP.Inference.Tests.OnnxRuntime;

public sealed class PathContextTests
{
    private static readonly ByteLevelTokenizer Tokenizer = TokenizerReader.Read(EmbeddedModelFiles.Tokenizer);
    private readonly PathContext _context = new(Tokenizer, slot: 0, maxTokens: 64, promptLength: 4);

    public PathContextTests() => _context.Append(Tokenizer.Encode("Hey "));

    [Fact]
    public void A_character_over_several_tokens_appears_with_its_last_one()
    {
        List<int> smile = Tokenizer.Encode("😀");
        smile.Count.ShouldBe(4);

        foreach (int id in smile[..3])
        {
            _context.AddDrawn(id).ShouldBe(4);
            _context.Text.Length.ShouldBe(4);
            _context.IsOpen.ShouldBeTrue();
        }

        _context.AddDrawn(smile[3]).ShouldBe(4);
        _context.Text.ToString().ShouldBe("Hey 😀");
        _context.IsOpen.ShouldBeFalse();
    }

    [Fact]
    public void A_rewind_drops_the_whole_of_a_character_over_several_tokens()
    {
        Draw("a😀b");

        _context.Rewind(5).ShouldBe(5);

        _context.Text.ToString().ShouldBe("Hey a");
        _context.TokenCount.ShouldBe(Tokenizer.Encode("Hey ").Count + 1);
    }

    [Fact]
    public void Text_that_tokens_spell_in_normal_form_c_stays_as_it_was_given()
    {
        ByteLevelTokenizer normalizing = Normalizing();
        var context = new PathContext(normalizing, slot: 0, maxTokens: 64, promptLength: 4);
        context.Append(normalizing.Encode("Hey "));
        ContextCheckpoint before = context.Append(normalizing.Encode("cafe\u0301 x"), "cafe\u0301 x");

        context.Text.ToString().ShouldBe("Hey cafe\u0301 x");
        context.Ids().ShouldBe([.. normalizing.Encode("Hey "), .. normalizing.Encode("caf\u00E9 x")]);

        context.Rewind(9);

        context.Text.ToString().ShouldBe("Hey cafe\u0301");
        context.Ids().ShouldBe([.. normalizing.Encode("Hey "), .. normalizing.Encode("caf\u00E9")]);

        context.Restore(before);

        context.Text.ToString().ShouldBe("Hey ");
        context.Ids().ShouldBe([.. normalizing.Encode("Hey ")]);
    }

    [Fact]
    public void A_rewind_into_a_token_appends_the_part_that_stays()
    {
        int before = _context.TokenCount;
        List<int> token = Tokenizer.Encode("</think>");
        token.Count.ShouldBe(1);
        _context.AddDrawn(token[0]);
        _context.Cached(_context.PendingCount);

        _context.Rewind(7).ShouldBe(1);

        _context.Text.ToString().ShouldBe("Hey </t");
        _context.CachedCount.ShouldBe(before);
        Decoded(_context).ShouldBe("Hey </t");
    }

    [Fact]
    public void A_rewind_to_where_the_text_ends_drops_only_what_has_no_text()
    {
        Draw("abc");
        int tokens = _context.TokenCount;
        _context.AddDrawn(Tokenizer.Encode("😀")[0]);

        _context.Rewind(7).ShouldBe(1);

        _context.TokenCount.ShouldBe(tokens);
        _context.IsOpen.ShouldBeFalse();
    }

    [Fact]
    public void Appending_drops_bytes_that_wait_and_taking_it_back_brings_them_again()
    {
        _context.AddDrawn(Tokenizer.Encode("😀")[0]);
        _context.Cached(_context.PendingCount);
        int[] ids = _context.Ids();

        ContextCheckpoint checkpoint = _context.Append(Tokenizer.Encode("new"));
        _context.Text.ToString().ShouldBe("Hey new");
        _context.Cached(2);
        _context.Restore(checkpoint);

        _context.Ids().ShouldBe(ids);
        _context.IsOpen.ShouldBeTrue();
        _context.Text.ToString().ShouldBe("Hey ");
        _context.CachedCount.ShouldBe(ids.Length - 1);
        Draw(Tokenizer.Encode("😀")[1..]);
        _context.Text.ToString().ShouldBe("Hey 😀");
    }

    [Fact]
    public void The_end_of_the_sequence_turns_bytes_that_wait_into_a_replacement()
    {
        _context.AddDrawn(Tokenizer.Encode("😀")[0]);

        _context.Flush().ShouldBe(4);

        _context.Text.ToString().ShouldBe("Hey \ufffd");
        _context.Rewind(5).ShouldBe(0);
    }

    [Fact]
    public void What_does_not_fit_changes_nothing()
    {
        int[] ids = _context.Ids();

        ContextOverflowException error = Should.Throw<ContextOverflowException>(
            () => _context.Append([.. Enumerable.Repeat(5, 64)]));

        error.NeededTokens.ShouldBe(64 + ids.Length);
        _context.Ids().ShouldBe(ids);
    }

    [Property(MaxTest = 200)]
    public void Text_always_is_what_the_tokens_decode_to(byte[] drawn, byte[] cuts)
    {
        var context = new PathContext(Tokenizer, 0, 10_000, 0);
        for (int i = 0; i < drawn.Length; i++)
        {
            context.AddDrawn(drawn[i]);
            if (cuts.Length > 0 && cuts[i % cuts.Length] % 5 == 0)
            {
                int length = context.Text.Length * (cuts[i % cuts.Length] / 5) / 51;
                bool inside = length > 0 && length < context.Text.Length && char.IsLowSurrogate(context.Text.Span[length]);
                length -= inside ? 1 : 0;
                string expected = context.Text.ToString()[..length];
                context.Rewind(length);
                context.Text.ToString().ShouldBe(expected);
            }

            // A replacement that a cut brought into the text is encoded as itself, so plain decoding still agrees.
            string whole = Decoded(context);
            whole.ShouldStartWith(context.Text.ToString());
            if (!context.IsOpen)
            {
                whole.ShouldBe(context.Text.ToString());
            }
        }
    }

    private void Draw(string text) => Draw(Tokenizer.Encode(text));

    private void Draw(List<int> ids) => ids.ForEach(id => _context.AddDrawn(id));

    private static ByteLevelTokenizer Normalizing()
    {
        using var folder = new TemporaryFolder("tokenizer");
        string file = folder.File("tokenizer.json");
        File.Copy(EmbeddedModelFiles.Tokenizer, file);
        JsonEdit.Set(file, "normalizer", """{"type":"NFC"}""");
        return TokenizerReader.Read(file);
    }

    private static string Decoded(PathContext context)
        => Encoding.UTF8.GetString([.. context.Ids().SelectMany(id => Tokenizer.BytesOf(id).ToArray())]);
}
