using LeaP.Inference.Engines;
using LeaP.Inference.GenAI;
using LeaP.Inference.OnnxRuntime;
using LeaP.Inference.Scripted;
using LeaP.Worker.Models;
using LeaP.Worker.Options;
using LeaP.Worker.Tests.Support;
using Microsoft.Extensions.Logging.Abstractions;
using Microsoft.Extensions.Options;
using MsOptions = Microsoft.Extensions.Options.Options;

namespace LeaP.Worker.Tests.Models;

public sealed class ModelHostTests : IDisposable
{
    private readonly string _folder = Directory.CreateTempSubdirectory("leap-model-host-").FullName;

    [Fact]
    public async Task The_scripted_engine_needs_no_model()
    {
        await using ModelHost host = New(new WorkerModelOptions { Engine = EngineNames.Scripted, Id = "m", Slots = 3 });

        await host.StartAsync(TestContext.Current.CancellationToken).Soon();

        host.Model.Id.ShouldBe("m");
        host.Model.Engine.Model.SlotCount.ShouldBe(3);
        host.Model.Profile.Tags.SummaryOpen.ShouldBe("<summarize>");
    }

    [Fact]
    public async Task Before_the_start_there_is_no_model()
    {
        await using ModelHost host = New(new WorkerModelOptions());

        Should.Throw<InvalidOperationException>(() => host.Model);
    }

    [Fact]
    public async Task A_model_without_a_folder_is_asked_for_one() => (await RefusedAsync(new() { Id = "my-model" }))
        .ShouldSatisfyAllConditions(
            message => message.ShouldContain("Worker:Model:Folder"),
            message => message.ShouldContain("my-model"));

    [Fact]
    public async Task A_folder_that_does_not_exist_is_named()
    {
        string missing = Path.Combine(_folder, "nowhere");

        (await RefusedAsync(new() { Folder = missing })).ShouldContain(missing);
    }

    [Fact]
    public async Task A_folder_without_a_profile_is_told_where_to_put_one()
    {
        string message = await RefusedAsync(new() { Folder = _folder });

        message.ShouldContain(Path.Combine(_folder, "profile.json"));
        message.ShouldContain("Worker:Model:Profile");
    }

    [Fact]
    public async Task A_profile_named_apart_that_does_not_exist_is_named()
    {
        string profile = Path.Combine(_folder, "my.json");

        (await RefusedAsync(new() { Engine = EngineNames.Scripted, Profile = profile })).ShouldContain(profile);
    }

    [Theory]
    [InlineData("{")]
    [InlineData("[]")]
    [InlineData("{\"version\": 1}")]
    public async Task A_broken_profile_is_named_with_what_is_wrong(string json)
    {
        string profile = Path.Combine(_folder, "profile.json");
        await File.WriteAllTextAsync(profile, json, TestContext.Current.CancellationToken);

        string message = await RefusedAsync(new() { Folder = _folder });

        message.ShouldStartWith($"The prompt profile {profile} is wrong: ");
        message.Length.ShouldBeGreaterThan($"The prompt profile {profile} is wrong: ".Length);
    }

    [Fact]
    public async Task A_folder_with_a_profile_and_no_model_is_refused_by_the_engine()
    {
        await using Stream generic = typeof(ModelHost).Assembly
            .GetManifestResourceStream("LeaP.Worker.Profiles.generic.json").ShouldNotBeNull();
        await using (FileStream profile = File.Create(Path.Combine(_folder, "profile.json")))
        {
            await generic.CopyToAsync(profile, TestContext.Current.CancellationToken);
        }

        (await RefusedAsync(new() { Folder = _folder })).ShouldContain("genai_config.json");
    }

    [Fact]
    public async Task An_unknown_engine_is_answered_with_those_there_are() =>
        (await RefusedAsync(new() { Engine = "vllm" })).ShouldSatisfyAllConditions(
            message => message.ShouldContain("'vllm'"),
            message => message.ShouldContain("genai, onnxruntime, scripted"));

    [Fact]
    public async Task The_engine_genai_takes_the_embedded_model_and_says_which_build_has_it()
    {
        Assert.SkipWhen(new GenAIEngineFactory().HasPackage, "This build has ONNX Runtime GenAI.");
        (await RefusedAsync(new() { Engine = EngineNames.GenAI })).ShouldContain("-p:GenAIPackageId=");
    }

    [Fact]
    public async Task A_GPU_is_asked_for_only_where_it_is_the_device()
    {
        (await RefusedAsync(new() { Device = WorkerDevice.Cuda })).ShouldContain("LeapAccelerator=Cuda");
        await using ModelHost host = New(new WorkerModelOptions { Cuda = { DeviceId = 7 }, Slots = 1 });
        await host.StartAsync(TestContext.Current.CancellationToken).Soon();
        host.Model.Engine.Name.ShouldBe(EngineNames.OnnxRuntime);
    }

    [Theory]
    [InlineData(WorkerDevice.Cuda, false)]
    [InlineData(WorkerDevice.Cpu, true)]
    public void Settings_of_a_GPU_count_where_it_is_the_device(WorkerDevice device, bool isFine)
    {
        ValidateOptionsResult result = new WorkerModelOptionsRules().Validate(
            null, new WorkerModelOptions { Device = device, Cuda = { DeviceId = -1 } });

        result.Succeeded.ShouldBe(isFine);
        (result.FailureMessage ?? "Worker:Model:Cuda:DeviceId").ShouldContain("Worker:Model:Cuda:DeviceId");
    }

    public void Dispose() => Directory.Delete(_folder, recursive: true);

    private static ModelHost New(WorkerModelOptions options) => new(
        new EngineCatalog(
            [new OnnxRuntimeEngineFactory(), new GenAIEngineFactory(), new ScriptedEngineFactory(new ScriptedEngineOptions(), TimeProvider.System)]),
        MsOptions.Create(options),
        TimeProvider.System,
        NullLogger<ModelHost>.Instance);

    private static async Task<string> RefusedAsync(WorkerModelOptions options)
    {
        await using ModelHost host = New(options);
        Task start = host.StartAsync(TestContext.Current.CancellationToken);
        return (await Should.ThrowAsync<ModelLoadException>(start.Soon())).Message;
    }
}
