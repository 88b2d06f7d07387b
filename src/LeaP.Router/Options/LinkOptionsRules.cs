using Microsoft.Extensions.Options;

namespace LeaP.Router.Options;

/// <summary>Rules over several link settings.</summary>
internal sealed class LinkOptionsRules : IValidateOptions<LinkOptions>
{
    /// <inheritdoc />
    public ValidateOptionsResult Validate(string? name, LinkOptions options) =>
        options.SilenceLimit > options.ReportInterval
            ? ValidateOptionsResult.Success
            : ValidateOptionsResult.Fail(
                $"{LinkOptions.Section}:{nameof(options.SilenceLimit)} ({options.SilenceLimit}) must be longer than "
                + $"{nameof(options.ReportInterval)} ({options.ReportInterval}).");
}
