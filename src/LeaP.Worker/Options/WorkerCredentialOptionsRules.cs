using LeaP.Hosting.Files;
using LeaP.Hosting.Tls;
using LeaP.Hosting.Tokens;
using Microsoft.Extensions.Options;

namespace LeaP.Worker.Options;

/// <summary>Reads the worker's credentials, so that a wrong file stops the start.</summary>
/// <param name="time">The clock.</param>
internal sealed class WorkerCredentialOptionsRules(TimeProvider time) : IValidateOptions<WorkerCredentialOptions>
{
    /// <inheritdoc />
    public ValidateOptionsResult Validate(string? name, WorkerCredentialOptions options)
    {
        try
        {
            DialTls.Create(options.Certificates, options.ReloadInterval, time, _ => { });
            if (options.Token is { } token)
            {
                SharedTokens.First(token, token.Read());
            }

            return ValidateOptionsResult.Success;
        }
        catch (CredentialFileException exception)
        {
            return ValidateOptionsResult.Fail(exception.Message);
        }
    }
}
