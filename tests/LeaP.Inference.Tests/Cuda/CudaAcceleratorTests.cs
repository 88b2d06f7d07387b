using LeaP.Inference.Cuda;
using LeaP.Inference.Engines;
using LeaP.Inference.OnnxRuntime;
using LeaP.Inference.Tests.Support;
using Microsoft.ML.OnnxRuntime;

namespace LeaP.Inference.Tests.Cuda;

public sealed class CudaAcceleratorTests
{
    [Fact]
    public void Settings_are_told_in_the_words_of_the_runtime() =>
        CudaAccelerator.Settings(new CudaOptions
        {
            DeviceId = 3,
            MemoryLimitMiB = 5000,
            ArenaStrategy = CudaArenaStrategy.NextPowerOfTwo,
            UseTf32 = false,
        }).ShouldBe(
            new Dictionary<string, string>
            {
                ["device_id"] = "3",
                ["gpu_mem_limit"] = "5242880000",
                ["arena_extend_strategy"] = "kNextPowerOfTwo",
                ["use_tf32"] = "0",
                ["enable_cuda_graph"] = "0",
                ["do_copy_in_default_stream"] = "1",
            },
            ignoreOrder: true);

    [Fact]
    public void Without_settings_there_is_no_limit_and_the_pool_takes_what_it_needs()
    {
        Dictionary<string, string> settings = CudaAccelerator.Settings(new CudaOptions());

        settings.ShouldNotContainKey("gpu_mem_limit");
        settings["device_id"].ShouldBe("0");
        settings["arena_extend_strategy"].ShouldBe("kSameAsRequested");
        settings["use_tf32"].ShouldBe("1");
    }

    [Theory]
    [InlineData(-1, 0, 0, "DeviceId")]
    [InlineData(128, 0, 0, "DeviceId")]
    [InlineData(0, -1, 0, "MemoryLimitMiB")]
    [InlineData(0, 0, 2, "ArenaStrategy")]
    public async Task A_setting_out_of_range_is_refused_by_name(int device, int limit, int strategy, string field)
    {
        var options = new CudaOptions { DeviceId = device, MemoryLimitMiB = limit, ArenaStrategy = (CudaArenaStrategy)strategy };

        options.FindErrors().ShouldHaveSingleItem().ShouldContain(field);
        (await Should.ThrowAsync<ArgumentException>(() => LoadAsync(options))).Message.ShouldContain($"Cuda: {field}");
    }

    [Fact]
    public void A_build_for_CPU_cores_is_refused_with_the_build_that_it_takes()
    {
        ModelLoadException error = Should.Throw<ModelLoadException>(() => CudaAccelerator.RequireBuild(["CPUExecutionProvider"]));

        error.Message.ShouldContain("-p:LeapAccelerator=Cuda");
        error.Message.ShouldContain("CPUExecutionProvider");
    }

    [Fact]
    public async Task Where_no_GPU_can_be_used_the_load_fails_and_no_CPU_core_steps_in()
    {
        bool isBuiltFor = OrtEnv.Instance().GetAvailableProviders().Contains("CUDAExecutionProvider");
        Assert.SkipWhen(isBuiltFor && File.Exists("/dev/nvidia0"), "This machine has a GPU.");

        ModelLoadException error = await Should.ThrowAsync<ModelLoadException>(() => LoadAsync(new CudaOptions()));

        error.Message.ShouldContain(isBuiltFor ? "GPU 0 cannot be used" : "CPU cores only");
    }

    [Fact]
    public void The_memory_is_the_device_s()
    {
        var accelerator = new CudaAccelerator(new CudaOptions { DeviceId = 2 });

        accelerator.Memory.Name.ShouldBe("Cuda");
        accelerator.Memory.Id.ShouldBe(2);
    }

    private static Task<IModelEngine> LoadAsync(CudaOptions options)
        => new OnnxRuntimeEngineFactory().LoadAsync(
            new ModelLoadOptions { Folder = EmbeddedModelFiles.Folder, Cuda = options }, CancellationToken.None).Soon();
}
