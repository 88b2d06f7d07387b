using Microsoft.Extensions.Options;

namespace LeaP.Router.Options;

/// <summary>Rules over several settings of the store.</summary>
internal sealed class SessionStoreOptionsRules : IValidateOptions<SessionStoreOptions>
{
    /// <inheritdoc />
    public ValidateOptionsResult Validate(string? name, SessionStoreOptions options) =>
        options.LossDelay > options.RetryDelay
            ? ValidateOptionsResult.Success
            : ValidateOptionsResult.Fail(
                $"{SessionStoreOptions.Section}:{nameof(options.LossDelay)} ({options.LossDelay}) must be longer than "
                + $"{nameof(options.RetryDelay)} ({options.RetryDelay}).");
}
