using LeaP.Inference.Engines;
using Microsoft.Extensions.Options;

namespace LeaP.Worker.Options;

/// <summary>Rules for the section of an engine, or of a device, where it is the chosen one.</summary>
internal sealed class WorkerModelOptionsRules : IValidateOptions<WorkerModelOptions>
{
    private const string OpenAISection = $"{WorkerModelOptions.Section}:{nameof(WorkerModelOptions.OpenAI)}";

    private const string CudaSection = $"{WorkerModelOptions.Section}:{nameof(WorkerModelOptions.Cuda)}";

    /// <inheritdoc />
    public ValidateOptionsResult Validate(string? name, WorkerModelOptions options)
    {
        string[] errors =
        [
            .. options.Engine == EngineNames.OpenAI ? options.OpenAI.FindErrors().Select(error => $"{OpenAISection}:{error}") : [],
            .. options.Device == WorkerDevice.Cuda ? options.Cuda.FindErrors().Select(error => $"{CudaSection}:{error}") : [],
        ];
        return errors.Length == 0 ? ValidateOptionsResult.Success : ValidateOptionsResult.Fail(errors);
    }
}
