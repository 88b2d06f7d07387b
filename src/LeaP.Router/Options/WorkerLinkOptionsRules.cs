using Microsoft.Extensions.Options;

namespace LeaP.Router.Options;

/// <summary>Rules over several link settings.</summary>
internal sealed class WorkerLinkOptionsRules : IValidateOptions<WorkerLinkOptions>
{
    /// <inheritdoc />
    public ValidateOptionsResult Validate(string? name, WorkerLinkOptions options) =>
        options.SilenceLimit > options.ReportInterval
            ? ValidateOptionsResult.Success
            : ValidateOptionsResult.Fail(
                $"{WorkerLinkOptions.Section}:{nameof(options.SilenceLimit)} ({options.SilenceLimit}) must be longer than "
                + $"{nameof(options.ReportInterval)} ({options.ReportInterval}).");
}
