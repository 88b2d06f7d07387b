using LeaP.Inference.Engines;
using LeaP.Inference.GenAI;
using LeaP.Inference.Tests.Support;

namespace LeaP.Inference.Tests.GenAI;

public sealed class GenAIEngineFactoryTests
{
    [Fact]
    public async Task A_build_without_the_package_says_which_builds_have_it()
    {
        var factory = new GenAIEngineFactory();
        Assert.SkipWhen(factory.HasPackage, "This build has ONNX Runtime GenAI.");

        ModelLoadException error = await Should.ThrowAsync<ModelLoadException>(
            () => factory.LoadAsync(new ModelLoadOptions { Folder = EmbeddedModelFiles.Folder }, CancellationToken.None));

        error.Message.ShouldContain("-p:LeapAccelerator=Cuda");
        error.Message.ShouldContain("-p:GenAIPackageId=Microsoft.ML.OnnxRuntimeGenAI");
        error.Message.ShouldContain("'onnxruntime'");
    }

    [Fact]
    public async Task Too_little_memory_for_every_path_is_refused_by_name()
    {
        ModelLoadException error = await FailAsync(
            new ModelLoadOptions { Folder = EmbeddedModelFiles.Folder, SlotCount = 8, KvMemoryBytes = 1000 });

        error.Message.ShouldContain("KvMemoryBytes is 1000");
        error.Message.ShouldContain("8 paths");
    }

    [Fact]
    public async Task A_longer_context_than_the_model_s_is_refused()
        => (await FailAsync(new ModelLoadOptions { Folder = EmbeddedModelFiles.Folder, MaxContextTokens = 4096 }))
            .Message.ShouldContain("MaxContextTokens is 4096");

    [Fact]
    public async Task A_run_that_fails_fails_its_caller_and_the_path_goes_on_from_nothing()
    {
        const string Prompt = "Start with 47.";
        PlainSequenceModel? model = null;
        var factory = new GenAIEngineFactory(
            TimeProvider.System,
            (folder, options, context) => model = (PlainSequenceModel)PlainSequenceModel.Load(folder, options, context));
        await using IModelEngine engine = await factory.LoadAsync(
            new ModelLoadOptions { Folder = EmbeddedModelFiles.Folder, SlotCount = 1, MaxContextTokens = 256 },
            CancellationToken.None).Soon();
        GenerationSettings greedy = Paths.Path(0, sampling: Paths.Greedy);
        IGeneration path = (await engine.StartAsync(Prompt, [greedy], CancellationToken.None).Soon())[0];
        using var reference = new ReferenceModel();
        var plain = new GreedyPath(reference, Prompt);
        (await path.GenerateAsync(Paths.Tokens(4), CancellationToken.None).Soon()).Text.ShouldBe(plain.Generate(4));
        int tokens = path.TokenCount;
        model.ShouldNotBeNull().FailsNext = true;

        await Should.ThrowAsync<FormatException>(path.AppendAsync(" ninety", CancellationToken.None).Soon());

        path.TokenCount.ShouldBe(tokens);
        model.Open.ShouldBe(0);
        (await path.GenerateAsync(Paths.Tokens(8), CancellationToken.None).Soon()).Text.ShouldBe(plain.Generate(8));
        engine.Statistics.RestoredTokens.ShouldBeGreaterThanOrEqualTo(engine.CountTokens(Prompt));
    }

    private static Task<ModelLoadException> FailAsync(ModelLoadOptions options)
        => Should.ThrowAsync<ModelLoadException>(
            () => new GenAIEngineFactory(TimeProvider.System, PlainSequenceModel.Load).LoadAsync(options, CancellationToken.None));
}
