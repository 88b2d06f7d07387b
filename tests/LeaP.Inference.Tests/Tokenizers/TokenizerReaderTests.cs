using System.Text;
using System.Text.Json;
using FsCheck.Xunit;
using LeaP.Inference.Engines;
using LeaP.Inference.Tests.Support;
using LeaP.Inference.Tokenizers;

namespace LeaP.Inference.Tests.Tokenizers;

public sealed class TokenizerReaderTests
{
    private static readonly Lazy<ByteLevelTokenizer> Embedded = new(() => TokenizerReader.Read(EmbeddedModelFiles.Tokenizer));

    [Fact]
    public void Ids_equal_those_of_the_encoder_the_model_was_trained_with()
    {
        string file = Path.Combine(AppContext.BaseDirectory, "Golden", "tokenizer_vectors.json");
        var vectors = JsonSerializer.Deserialize<TokenizerVector[]>(File.ReadAllText(file), JsonSerializerOptions.Web)!;

        vectors.Length.ShouldBeGreaterThanOrEqualTo(30);
        foreach (TokenizerVector vector in vectors)
        {
            Embedded.Value.Encode(vector.Text).ToArray().ShouldBe(vector.Ids, customMessage: $"for '{vector.Text}'");
        }
    }

    [Property(MaxTest = 300)]
    public void Bytes_of_the_ids_are_the_bytes_of_the_text(string? text)
    {
        string valid = Encoding.UTF8.GetString(Encoding.UTF8.GetBytes(text ?? ""));

        byte[] bytes = [.. Embedded.Value.Encode(valid).SelectMany(id => Embedded.Value.BytesOf(id).ToArray())];

        bytes.ShouldBe(Encoding.UTF8.GetBytes(valid));
    }

    [Fact]
    public void Added_tokens_are_cut_out_leftmost_and_longest()
    {
        var tokens = new AddedTokens([new("ab", 1), new("abc", 2), new("bcd", 3)]);

        tokens.Find("xabcd").ShouldBe((1, 3, 2));
        tokens.Find("xbcd").ShouldBe((1, 3, 3));
        tokens.Find("xyz").At.ShouldBeLessThan(0);
        new AddedTokens([]).Find("ab").At.ShouldBeLessThan(0);
    }

    [Theory]
    [InlineData("model.type", "\"Unigram\"", "'model.type' must be \"BPE\" with merges; found \"Unigram\"")]
    [InlineData("pre_tokenizer.type", "\"Metaspace\"", "'pre_tokenizer.type' must be \"ByteLevel\"")]
    [InlineData("pre_tokenizer.add_prefix_space", "true", "'pre_tokenizer.add_prefix_space' must be false")]
    [InlineData("decoder.type", "\"WordPiece\"", "'decoder' must be ByteLevel")]
    [InlineData("normalizer", "{\"type\":\"Lowercase\"}", "'normalizer.type' must be absent or \"NFC\"")]
    [InlineData("model.vocab", "{\"a\":0}", "'model.vocab' must have an entry for each of the 256 bytes; 0x00 is missing")]
    [InlineData("model.vocab", "[]", "'model.vocab' must be an object")]
    [InlineData("added_tokens", "[{\"id\":1,\"content\":\"<x>\",\"lstrip\":true}]", "'added_tokens[0].lstrip' must be false")]
    [InlineData("pre_tokenizer", "{\"type\":\"Sequence\",\"pretokenizers\":[{\"type\":\"Digits\"}]}", "'pre_tokenizer' must be ByteLevel")]
    [InlineData("pre_tokenizer", "{\"type\":\"Split\",\"behavior\":\"Isolated\",\"pattern\":{\"Regex\":\"(\"}}", "'pre_tokenizer.pattern' holds a pattern")]
    public void What_is_not_supported_is_named_with_file_and_key(string key, string value, string message)
    {
        using var folder = new TemporaryFolder("tokenizer");
        string file = Write(folder, key, value);

        ModelLoadException error = Should.Throw<ModelLoadException>(() => TokenizerReader.Read(file));

        error.Message.ShouldStartWith(file);
        error.Message.ShouldContain(message);
    }

    [Fact]
    public void Split_patterns_and_digits_keep_merges_apart()
    {
        using var folder = new TemporaryFolder("tokenizer");
        string file = Write(
            folder,
            "pre_tokenizer",
            """{"type":"Sequence","pretokenizers":[{"type":"Digits","individual_digits":true},{"type":"Split","behavior":"Isolated","pattern":{"String":"="}},{"type":"ByteLevel","add_prefix_space":false,"use_regex":false}]}""");
        ByteLevelTokenizer tokenizer = TokenizerReader.Read(file);

        Embedded.Value.Encode("47").Count.ShouldBe(1);
        tokenizer.Encode("47").Count.ShouldBe(2);
        tokenizer.Encode("x=47").Select(id => Encoding.UTF8.GetString(tokenizer.BytesOf(id))).ShouldBe(["x", "=", "4", "7"]);
    }

    [Fact]
    public void Whole_pieces_are_taken_when_the_model_ignores_merges()
    {
        using var folder = new TemporaryFolder("tokenizer");
        string merged = Write(folder, "model.merges", "[]");
        TokenizerReader.Read(merged).Encode("47").Count.ShouldBe(2);
        JsonEdit.Set(merged, "model.ignore_merges", "true");

        TokenizerReader.Read(merged).Encode("47").Count.ShouldBe(1);
    }

    [Theory]
    [InlineData("""{"type":"NFC"}""")]
    [InlineData("""{"type":"Sequence","normalizers":[{"type":"NFC"}]}""")]
    public void A_file_that_asks_for_normal_form_c_gets_the_tokens_of_that_form(string normalizer)
    {
        using var folder = new TemporaryFolder("tokenizer");
        ByteLevelTokenizer tokenizer = TokenizerReader.Read(Write(folder, "normalizer", normalizer));

        tokenizer.Encode("caf\u0065\u0301 1").ShouldBe(Embedded.Value.Encode("caf\u00E9 1"));
        tokenizer.Respells("e\u0301").ShouldBeTrue();
        tokenizer.Respells("\u00E9\u6F22").ShouldBeFalse();
        Embedded.Value.Encode("e\u0301").ShouldNotBe(Embedded.Value.Encode("\u00E9"));
    }

    private static string Write(TemporaryFolder folder, string key, string value)
    {
        string file = folder.File("tokenizer.json");
        File.Copy(EmbeddedModelFiles.Tokenizer, file);
        JsonEdit.Set(file, key, value);
        return file;
    }
}
