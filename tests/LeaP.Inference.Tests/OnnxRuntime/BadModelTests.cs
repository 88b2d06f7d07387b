using LeaP.Inference.Engines;
using LeaP.Inference.OnnxRuntime;
using LeaP.Inference.Tests.Support;
using LeaP.ModelKit;
using static LeaP.Inference.Tests.Support.Paths;

namespace LeaP.Inference.Tests.OnnxRuntime;

public sealed class BadModelTests
{
    [Fact]
    public async Task A_weight_file_that_is_cut_short_is_named_with_both_sizes()
    {
        using TemporaryFolder folder = MadeEngine.Write(ModelShape.Tiny);
        string file = folder.File("model.onnx.data");
        long whole = new FileInfo(file).Length;
        Cut(file, whole - 1);

        ModelLoadException error = await MadeEngine.FailAsync(folder);

        error.Message.ShouldStartWith($"'{file}' has {whole - 1} bytes;");
        error.Message.ShouldContain($"needs {whole} of it");
    }

    [Fact]
    public async Task A_missing_weight_file_is_named()
    {
        using TemporaryFolder folder = MadeEngine.Write(ModelShape.Tiny);
        File.Delete(folder.File("model.onnx.data"));

        (await MadeEngine.FailAsync(folder)).Message.ShouldStartWith($"There is no file '{folder.File("model.onnx.data")}'");
    }

    [Theory]
    [InlineData(0.2)]
    [InlineData(0.9)]
    [InlineData(0.999)]
    public async Task A_graph_that_is_cut_short_is_named(double share)
    {
        using TemporaryFolder folder = MadeEngine.Write(ModelShape.Tiny with { StoresWeightsApart = false });
        string file = folder.File("model.onnx");
        Cut(file, (long)(new FileInfo(file).Length * share));

        (await MadeEngine.FailAsync(folder)).Message.ShouldStartWith($"{file} is not a graph");
    }

    [Theory]
    [InlineData("model.vocab_size", "299", "has 300 logits a token; genai_config.json says 299")]
    [InlineData("model.decoder.num_key_value_heads", "4", "genai_config.json says [batch, 4, tokens, 16]")]
    [InlineData("model.eos_token_id", "[299, 300]", "has no token 300, which 'model.eos_token_id'")]
    [InlineData("model.decoder.sliding_window", """{"window_size":128}""", "old tokens slide out of its KV cache")]
    [InlineData("model.decoder.layer_types", """["full_attention","linear_attention"]""", "'model.decoder.layer_types[1]' must be \"full_attention\"")]
    [InlineData("model.decoder.inputs.block_table", "\"block_table\"", "its KV cache is paged")]
    [InlineData("model.decoder.inputs.past_names", "\"past_%d\"", "K and V are one tensor")]
    [InlineData("model.vision", "{}", "parts beside its decoder")]
    public async Task What_does_not_fit_together_or_cannot_be_driven_is_refused_with_the_reason(string key, string value, string message)
    {
        using TemporaryFolder folder = MadeEngine.Write(ModelShape.Tiny);
        JsonEdit.Set(folder.File("genai_config.json"), key, value);

        (await MadeEngine.FailAsync(folder)).Message.ShouldContain(message);
    }

    [Fact]
    public async Task A_window_that_only_hides_old_tokens_is_no_reason_to_refuse()
    {
        using TemporaryFolder folder = MadeEngine.Write(ModelShape.Tiny with { Window = 16 });
        JsonEdit.Set(
            folder.File("genai_config.json"),
            "model.decoder.sliding_window",
            """{"window_size":16,"slide_key_value_cache":false,"slide_inputs":false}""");

        await using OnnxEngine engine = await MadeEngine.LoadAsync(folder);

        engine.Model.MaxContextTokens.ShouldBe(256);
    }

    [Fact]
    public async Task The_tokenizer_of_a_larger_model_is_refused()
    {
        using TemporaryFolder folder = MadeEngine.Write(ModelShape.Tiny);
        using TemporaryFolder larger = MadeEngine.Write(ModelShape.Tiny with { Vocabulary = 320 });
        File.Copy(larger.File("tokenizer.json"), folder.File("tokenizer.json"), overwrite: true);

        (await MadeEngine.FailAsync(folder)).Message.ShouldContain("has ids up to 319, but the model knows 300 of them");
    }

    [Fact]
    public async Task A_cache_that_no_machine_can_hold_is_refused_before_loading()
    {
        using TemporaryFolder folder = MadeEngine.Write(ModelShape.Tiny);
        JsonEdit.Set(folder.File("genai_config.json"), "model.context_length", "2000000000");

        (await MadeEngine.FailAsync(folder, slots: 1024)).Message.ShouldContain("Lower SlotCount or MaxContextTokens, or set KvMemoryBytes.");
    }

    [Fact]
    public async Task Logits_that_are_not_numbers_fail_their_path_with_a_reason_and_no_other()
    {
        using TemporaryFolder folder = MadeEngine.Write(ModelShape.Tiny with { PoisonToken = '~' });
        await using OnnxEngine engine = await MadeEngine.LoadAsync(folder);
        using var reference = new ReferenceModel(folder.Path);
        IReadOnlyList<IGeneration> paths = await engine.StartAsync("two paths", Many(2), CancellationToken.None).Soon();
        Task<GenerationResult> other = paths[1].GenerateAsync(Tokens(40), CancellationToken.None).AsTask();

        await paths[0].AppendAsync(" and poison: ~", CancellationToken.None).Soon();
        InvalidOperationException error = await Should.ThrowAsync<InvalidOperationException>(
            paths[0].GenerateAsync(Tokens(5), CancellationToken.None).Soon());
        await other.Soon();
        await paths[0].DisposeAsync();
        var recorder = new LogitsRecorder(engine);
        IReadOnlyList<IGeneration> next = await engine.StartAsync("the same memory again", Many(1), CancellationToken.None).Soon();
        await Task.WhenAll(
            next[0].GenerateAsync(Tokens(5), CancellationToken.None).AsTask(),
            paths[1].GenerateAsync(Tokens(5), CancellationToken.None).AsTask()).Soon();

        error.Message.ShouldBe("The model returned logits that are not finite numbers.");
        recorder.ShouldEqualFreshPrefill(reference, tolerance: 2e-3f);
    }

    private static void Cut(string file, long length)
    {
        using FileStream stream = File.OpenWrite(file);
        stream.SetLength(length);
    }
}
