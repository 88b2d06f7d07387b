using Microsoft.Extensions.Options;

namespace LeaP.Router.Options;

/// <summary>Rules over several session settings.</summary>
internal sealed class SessionOptionsRules : IValidateOptions<SessionOptions>
{
    /// <inheritdoc />
    public ValidateOptionsResult Validate(string? name, SessionOptions options) =>
        options.PeerWaitLimit > options.RoundTimeLimit
            ? ValidateOptionsResult.Success
            : ValidateOptionsResult.Fail(
                $"{SessionOptions.Section}:{nameof(options.PeerWaitLimit)} ({options.PeerWaitLimit}) must be longer "
                + $"than {nameof(options.RoundTimeLimit)} ({options.RoundTimeLimit}).");
}
