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
        ModelLoadException error = await FailAsync(new ModelLoadOptions { Folder = EmbeddedModelFiles.Folder, SlotCount = 8, KvMemoryBytes = 1000 });

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
        await using var engine = (GenAIEngine)await new GenAIEngineFactory(TimeProvider.System, PlainSequenceModel.Load).LoadAsync(
            new ModelLoadOptions { Folder = EmbeddedModelFiles.Folder, SlotCount = 1, MaxContextTokens = 256 }, CancellationToken.None).Soon();
        var path = (GenAIGeneration)(await engine.StartAsync("Start with 47.", [Paths.Path(0, sampling: Paths.Greedy)], CancellationToken.None).Soon())[0];
        using var reference = new ReferenceModel();
        path.Context.Append([1_000_000]);

        await Should.ThrowAsync<Microsoft.ML.OnnxRuntime.OnnxRuntimeException>(path.GenerateAsync(Paths.Tokens(3), CancellationToken.None).Soon());
        path.Context.CachedCount.ShouldBe(0);
        await path.RewindAsync("Start with 47.".Length, CancellationToken.None).Soon();

        (await path.GenerateAsync(Paths.Tokens(12), CancellationToken.None).Soon()).Text.ShouldBe(new GreedyPath(reference, "Start with 47.").Generate(12));
    }

    private static Task<ModelLoadException> FailAsync(ModelLoadOptions options)
        => Should.ThrowAsync<ModelLoadException>(
            () => new GenAIEngineFactory(TimeProvider.System, PlainSequenceModel.Load).LoadAsync(options, CancellationToken.None));
}
