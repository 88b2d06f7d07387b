using LeaP.Inference.Engines;
using LeaP.Inference.Models;
using LeaP.Inference.OnnxRuntime;
using LeaP.Inference.Tests.Support;

namespace LeaP.Inference.Tests.Models;

public sealed class ModelFolderTests
{
    [Fact]
    public async Task A_missing_folder_is_named_with_what_it_should_hold()
    {
        ModelLoadException error = await FailAsync("/nowhere/model");

        error.Message.ShouldBe("There is no model folder '/nowhere/model'. It must hold genai_config.json, the ONNX graph it names and tokenizer.json.");
    }

    [Theory]
    [InlineData("genai_config.json")]
    [InlineData("model.onnx")]
    [InlineData("tokenizer.json")]
    public async Task A_missing_file_is_named(string name)
    {
        using TemporaryFolder folder = EmbeddedModelFiles.Copy();
        File.Delete(folder.File(name));

        (await FailAsync(folder.Path)).Message.ShouldStartWith($"There is no file '{folder.File(name)}'");
    }

    [Theory]
    [InlineData("model.decoder.num_hidden_layers", "\"four\"", "'model.decoder.num_hidden_layers' must be a whole number from 1 to 4096; found \"four\"")]
    [InlineData("model.decoder.num_hidden_layers", "6", "has no input 'past_key_values.5.key'")]
    [InlineData("model.decoder.num_hidden_layers", "3", "has an input 'past_key_values.3.key' that this engine cannot feed")]
    [InlineData("model.decoder.head_size", "48", "genai_config.json says [batch, 2, tokens, 48]")]
    [InlineData("model.decoder.outputs.logits", "\"scores\"", "has no output 'scores'")]
    [InlineData("model.decoder.inputs.past_key_names", "\"past\"", "'model.decoder.inputs.past_key_names' must be a name with %d")]
    [InlineData("model.decoder.filename", "\"../model.onnx\"", "'model.decoder.filename' must be a file name")]
    [InlineData("model.decoder.pipeline", "[{}]", "'model.decoder.pipeline' must be absent")]
    [InlineData("model.context_length", "null", "'model.context_length' must be a whole number")]
    [InlineData("search.temperature", "3", "'search.temperature' must be a number from 0 to 2; found 3")]
    [InlineData("model.eos_token_id", "\"<eos>\"", "'model.eos_token_id' must be a whole number")]
    public async Task A_wrong_key_is_named(string key, string value, string message)
    {
        using TemporaryFolder folder = EmbeddedModelFiles.Copy();
        Edit(folder, key, value);

        (await FailAsync(folder.Path)).Message.ShouldContain(message);
    }

    [Fact]
    public async Task A_broken_graph_is_named()
    {
        using TemporaryFolder folder = EmbeddedModelFiles.Copy();
        File.WriteAllText(folder.File("model.onnx"), "no graph");

        (await FailAsync(folder.Path)).Message.ShouldStartWith($"{folder.File("model.onnx")} is not a graph");
    }

    [Fact]
    public async Task Broken_json_is_named()
    {
        using TemporaryFolder folder = EmbeddedModelFiles.Copy();
        File.WriteAllText(folder.File("genai_config.json"), "{");

        (await FailAsync(folder.Path)).Message.ShouldStartWith($"{folder.File("genai_config.json")} is not valid JSON");
    }

    [Fact]
    public async Task A_context_beyond_the_models_own_is_refused()
        => (await FailAsync(EmbeddedModelFiles.Folder, context: 1 << 20)).Message.ShouldContain("MaxContextTokens is 1048576");

    [Fact]
    public void End_tokens_may_be_one_or_many_and_names_have_usual_values()
    {
        using TemporaryFolder folder = EmbeddedModelFiles.Copy();
        string file = folder.File("genai_config.json");
        GenAIConfigReader.Read(file).EndTokens.Count.ShouldBe(1);
        Edit(folder, "model.eos_token_id", "[3, 4]");
        Edit(folder, "model.decoder.inputs", "{}");
        Edit(folder, "search", """{"do_sample":true,"temperature":0.7,"top_k":20,"top_p":0.9}""");

        GenAIConfig config = GenAIConfigReader.Read(file);

        config.EndTokens.ShouldBe([3, 4]);
        config.PastValues[1].ShouldBe("past_key_values.1.value");
        config.Sampling.ShouldBe(new() { Temperature = 0.7f, TopK = 20, TopP = 0.9f });
        Edit(folder, "search", """{"temperature":0.7}""");
        GenAIConfigReader.Read(file).Sampling.Temperature.ShouldBe(0);
    }

    [Fact]
    public async Task The_fingerprint_follows_graph_weights_and_tokenizer_only()
    {
        using TemporaryFolder folder = EmbeddedModelFiles.Copy();
        string before = await FingerprintAsync(folder);

        Edit(folder, "search.temperature", "0.5");
        (await FingerprintAsync(folder)).ShouldBe(before);
        File.WriteAllText(folder.File("model.onnx.data"), "weights");
        (await FingerprintAsync(folder)).ShouldNotBe(before);
        before.Length.ShouldBe(64);
    }

    private static Task<string> FingerprintAsync(TemporaryFolder folder)
        => ModelFingerprint.ComputeAsync(ModelFolder.Open(folder.Path), CancellationToken.None).Soon();

    private static async Task<ModelLoadException> FailAsync(string folder, int? context = null)
        => await Should.ThrowAsync<ModelLoadException>(new OnnxRuntimeEngineFactory().LoadAsync(
            new ModelLoadOptions { Folder = folder, MaxContextTokens = context, SlotCount = 1, Threads = 1 }, CancellationToken.None).Soon());

    private static void Edit(TemporaryFolder folder, string key, string value)
        => JsonEdit.Set(folder.File("genai_config.json"), key, value);
}
