using Microsoft.Extensions.Options;

namespace LeaP.Router.Options;

/// <summary>Rules over several session settings.</summary>
internal sealed class ReasoningOptionsRules : IValidateOptions<ReasoningOptions>
{
    /// <inheritdoc />
    public ValidateOptionsResult Validate(string? name, ReasoningOptions options) =>
        options.PeerWaitLimit > options.RoundTimeLimit
            ? ValidateOptionsResult.Success
            : ValidateOptionsResult.Fail(
                $"{ReasoningOptions.Section}:{nameof(options.PeerWaitLimit)} ({options.PeerWaitLimit}) must be longer "
                + $"than {nameof(options.RoundTimeLimit)} ({options.RoundTimeLimit}).");
}
