using System.Reflection;
using LeaP.EmbeddedModel;
using LeaP.Inference.Engines;
using LeaP.Reasoning.Prompts;
using LeaP.Worker.Options;
using Microsoft.Extensions.Hosting;
using Microsoft.Extensions.Logging;
using Microsoft.Extensions.Options;

namespace LeaP.Worker.Models;

/// <summary>Loads the worker's model before anything else starts and holds it until the worker has stopped.</summary>
internal sealed partial class ModelHost(
    EngineCatalog engines,
    IOptions<WorkerModelOptions> options,
    TimeProvider time,
    ILogger<ModelHost> logger) : IHostedService, IAsyncDisposable
{
    private const string ProfileFile = "profile.json";
    private const string GenericProfile = "LeaP.Worker.Profiles.generic.json";

    private const long Mebibyte = 1 << 20;

    private LoadedModel? _model;

    /// <summary>The model.</summary>
    /// <exception cref="InvalidOperationException">The worker has not started.</exception>
    public LoadedModel Model => _model ?? throw new InvalidOperationException("The model is not loaded yet.");

    /// <inheritdoc />
    public async Task StartAsync(CancellationToken cancellationToken)
    {
        WorkerModelOptions settings = options.Value;
        long start = time.GetTimestamp();
        string folder = FindFolder(settings);
        PromptProfile profile = await ReadProfileAsync(settings, folder, cancellationToken);
        IModelEngine engine = await LoadAsync(settings, folder, cancellationToken);
        _model = new LoadedModel(settings.Id, engine, profile);
        double milliseconds = time.GetElapsedTime(start).TotalMilliseconds;
        LogLoaded(settings.Id, settings.Engine, settings.Slots, milliseconds);
    }

    /// <inheritdoc />
    public Task StopAsync(CancellationToken cancellationToken) => Task.CompletedTask;

    /// <inheritdoc />
    public async ValueTask DisposeAsync()
    {
        if (_model is not null)
        {
            await _model.Engine.DisposeAsync();
        }
    }

    private async Task<IModelEngine> LoadAsync(
        WorkerModelOptions settings,
        string folder,
        CancellationToken cancellationToken)
    {
        try
        {
            return await engines.Get(settings.Engine).LoadAsync(
                new ModelLoadOptions
                {
                    Folder = folder,
                    SlotCount = settings.Slots,
                    MaxContextTokens = settings.MaxContextTokens == 0 ? null : settings.MaxContextTokens,
                    Cuda = settings.Device == WorkerDevice.Cuda ? settings.Cuda : null,
                    Threads = settings.Threads == 0 ? null : settings.Threads,
                    KvMemoryBytes = settings.KvMemoryMiB == 0 ? null : settings.KvMemoryMiB * Mebibyte,
                    LongestStall = settings.LongestStall,
                },
                cancellationToken);
        }
        catch (ArgumentException exception)
        {
            throw new ModelLoadException($"{WorkerModelOptions.Section}: {exception.Message}", exception);
        }
    }

    private static string FindFolder(WorkerModelOptions settings)
    {
        if (settings.Folder.Length > 0 || settings.Engine is not (EngineNames.OnnxRuntime or EngineNames.GenAI))
        {
            return settings.Folder;
        }

        if (settings.Id != EmbeddedModelInfo.ModelId)
        {
            throw new ModelLoadException(
                $"{WorkerModelOptions.Section}:{nameof(settings.Folder)} is empty; set it to the folder of the model "
                + $"{settings.Id}. Only {EmbeddedModelInfo.ModelId} comes with the product.");
        }

        try
        {
            return EmbeddedModelFolder.Path;
        }
        catch (DirectoryNotFoundException exception)
        {
            throw new ModelLoadException(exception.Message, exception);
        }
    }

    private static async Task<PromptProfile> ReadProfileAsync(
        WorkerModelOptions settings,
        string folder,
        CancellationToken cancellationToken)
    {
        if (settings.Profile.Length == 0 && folder.Length == 0)
        {
            return PromptProfileParser.Parse(await ReadGenericAsync(cancellationToken));
        }

        string file = settings.Profile.Length > 0 ? settings.Profile : Path.Combine(folder, ProfileFile);
        try
        {
            PromptProfile profile = PromptProfileParser.Parse(await File.ReadAllTextAsync(file, cancellationToken));
            return profile.ChatFromModel ? ProfileChat.Complete(profile, folder) : profile;
        }
        catch (Exception exception) when (exception is FileNotFoundException or DirectoryNotFoundException)
        {
            throw new ModelLoadException(
                $"The prompt profile {file} does not exist. Put a {ProfileFile} into the model's folder or name one "
                + $"with {WorkerModelOptions.Section}:{nameof(settings.Profile)}.",
                exception);
        }
        catch (PromptProfileException exception)
        {
            throw new ModelLoadException($"The prompt profile {file} is wrong: {exception.Message}", exception);
        }
    }

    private static async Task<string> ReadGenericAsync(CancellationToken cancellationToken)
    {
        await using Stream stream = Assembly.GetExecutingAssembly().GetManifestResourceStream(GenericProfile)
            ?? throw new InvalidOperationException($"The resource {GenericProfile} is missing.");
        using var reader = new StreamReader(stream);
        return await reader.ReadToEndAsync(cancellationToken);
    }

    [LoggerMessage(EventId = 5011, EventName = "ModelLoaded", Level = LogLevel.Information,
        Message = "Model {Model} loaded by {Engine} with {Slots} path slots in {Milliseconds:F0} ms.")]
    private partial void LogLoaded(string model, string engine, int slots, double milliseconds);
}
