using LeaP.Inference.Engines;
using LeaP.Similarity.Onnx.Models;

namespace LeaP.Similarity.Onnx.Tests;

public sealed class ModelFolderTests : IDisposable
{
    private readonly string _folder = TestModels.Copy("wordpiece");

    public void Dispose() => Directory.Delete(_folder, recursive: true);

    [Fact]
    public void A_folder_without_a_graph_is_named()
    {
        File.Delete(Path.Combine(_folder, "model.onnx"));

        Load().Message.ShouldSatisfyAllConditions(
            message => message.ShouldContain(_folder),
            message => message.ShouldContain("onnx/model.onnx"));
    }

    [Fact]
    public void A_graph_in_the_folder_onnx_is_found()
    {
        Directory.CreateDirectory(Path.Combine(_folder, "onnx"));
        File.Move(Path.Combine(_folder, "model.onnx"), Path.Combine(_folder, "onnx", "model.onnx"));

        using SemanticSimilarity measure = SemanticSimilarity.Load("x", new EmbeddingModelOptions { Folder = _folder });

        measure.Compute("a", "b").ShouldBeLessThan(1);
    }

    [Fact]
    public void A_broken_graph_is_named()
    {
        File.WriteAllText(Path.Combine(_folder, "model.onnx"), "no graph");

        Load().Message.ShouldContain("model.onnx is not a graph");
    }

    [Fact]
    public void A_graph_of_another_kind_is_refused_with_its_inputs()
    {
        File.Copy(Path.Combine(AppContext.BaseDirectory, "Models", "strange.onnx"), Path.Combine(_folder, "model.onnx"), overwrite: true);

        Load().Message.ShouldSatisfyAllConditions(
            message => message.ShouldContain("input_ids and attention_mask"),
            message => message.ShouldContain("pixel_values"));
    }

    [Fact]
    public void A_missing_tokenizer_is_named()
    {
        File.Delete(Path.Combine(_folder, "tokenizer.json"));

        Load().Message.ShouldContain("tokenizer.json");
    }

    [Theory]
    [InlineData("\"WordPiece\", \"unk_token\"", "\"Unigram\", \"unk_token\"", "model.type")]
    [InlineData("BertNormalizer", "Lowercase", "normalizer.type")]
    [InlineData("BertPreTokenizer", "Whitespace", "pre_tokenizer.type")]
    [InlineData("TemplateProcessing", "Mystery", "post_processor.type")]
    [InlineData("\"max_length\": 64", "\"max_length\": 2", "leave no room")]
    [InlineData("\"[UNK]\": 1,", "\"[UNK]\": 0,", "every id")]
    public void A_wrong_tokenizer_is_refused_with_the_key(string from, string to, string named)
    {
        string file = Path.Combine(_folder, "tokenizer.json");
        string text = File.ReadAllText(file).Replace("\n", "", StringComparison.Ordinal);
        while (text.Contains("  ", StringComparison.Ordinal))
        {
            text = text.Replace("  ", " ", StringComparison.Ordinal);
        }

        text.ShouldContain(from);
        File.WriteAllText(file, text.Replace(from, to, StringComparison.Ordinal));

        Load().Message.ShouldContain(named);
    }

    [Fact]
    public void Pooling_that_is_not_known_is_refused_with_what_is()
    {
        Directory.CreateDirectory(Path.Combine(_folder, "1_Pooling"));
        File.WriteAllText(Path.Combine(_folder, "1_Pooling", "config.json"), "{\"pooling_mode_max_tokens\": true}");

        Load().Message.ShouldSatisfyAllConditions(
            message => message.ShouldContain("pooling_mode_max_tokens"),
            message => message.ShouldContain("pooling_mode_cls_token"));
    }

    private ModelLoadException Load() =>
        Should.Throw<ModelLoadException>(() => SemanticSimilarity.Load("x", new EmbeddingModelOptions { Folder = _folder }));
}
