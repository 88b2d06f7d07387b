using Microsoft.Extensions.Options;

namespace LeaP.Worker.Options;

/// <summary>Rules over several worker settings.</summary>
internal sealed class WorkerOptionsRules : IValidateOptions<WorkerOptions>
{
    /// <inheritdoc />
    public ValidateOptionsResult Validate(string? name, WorkerOptions options) =>
        options.RedialMax >= options.RedialMin
            ? ValidateOptionsResult.Success
            : ValidateOptionsResult.Fail(
                $"{WorkerOptions.Section}:{nameof(options.RedialMax)} ({options.RedialMax}) must not be shorter than "
                + $"{nameof(options.RedialMin)} ({options.RedialMin}).");
}
