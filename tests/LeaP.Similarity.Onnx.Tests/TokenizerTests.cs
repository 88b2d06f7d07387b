using LeaP.Similarity.Onnx.Tokenizers;

namespace LeaP.Similarity.Onnx.Tests;

public sealed class TokenizerTests
{
    private static readonly EmbeddingTokenizer WordPiece = Read("wordpiece", 512);

    [Fact]
    public void Words_are_lower_cased_split_and_put_between_the_special_tokens() =>
        WordPiece.Encode("Adding THE").ShouldBe([2, Id("add"), Id("##ing"), Id("the"), 3]);

    [Fact]
    public void A_word_without_pieces_is_unknown() => WordPiece.Encode("\u03b1\u03b2").ShouldBe([2, 1, 3]);

    [Fact]
    public void Chinese_characters_stand_alone() =>
        WordPiece.Encode("\u4e2d\u4e2d").ShouldBe([2, Id("\u4e2d"), Id("\u4e2d"), 3]);

    [Fact]
    public void The_tokenizers_own_limit_holds_when_it_is_lower()
    {
        IReadOnlyList<int> ids = WordPiece.Encode(string.Join(' ', Enumerable.Repeat("the", 500)));

        ids.Count.ShouldBe(64);
        ids[^1].ShouldBe(3);
    }

    [Fact]
    public void An_empty_text_is_its_special_tokens() => WordPiece.Encode("").ShouldBe([2, 3]);

    [Fact]
    public void Bytes_are_encoded_between_the_special_tokens() =>
        Read("bytes", 512).Encode("a\u00e9").ShouldBe([0, 2 + 'a', 2 + 0xC3, 2 + 0xA9, 1]);

    private static EmbeddingTokenizer Read(string model, int maxTokens) =>
        EmbeddingTokenizer.Read(Path.Combine(TestModels.Folder(model), "tokenizer.json"), maxTokens);

    private static int Id(string entry)
    {
        using var document = System.Text.Json.JsonDocument.Parse(
            File.ReadAllBytes(Path.Combine(TestModels.Folder("wordpiece"), "tokenizer.json")));
        return document.RootElement.GetProperty("model").GetProperty("vocab").GetProperty(entry).GetInt32();
    }
}
