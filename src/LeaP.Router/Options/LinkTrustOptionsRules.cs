using LeaP.Hosting.Files;
using LeaP.Hosting.Tls;
using LeaP.Hosting.Tokens;
using Microsoft.Extensions.Options;

namespace LeaP.Router.Options;

/// <summary>Rules over what workers must show; reads the files, so that a wrong one stops the start.</summary>
/// <param name="tls">Tells whether there is TLS for workers' certificates.</param>
internal sealed class LinkTrustOptionsRules(IOptions<RouterTlsOptions> tls) : IValidateOptions<LinkTrustOptions>
{
    /// <inheritdoc />
    public ValidateOptionsResult Validate(string? name, LinkTrustOptions options)
    {
        var result = new ValidateOptionsResultBuilder();
        if (options.AuthorityFile.Length > 0 && !(tls.Value.HasCertificate && tls.Value.Links))
        {
            result.AddError(
                $"{LinkTrustOptions.Section}:{nameof(options.AuthorityFile)} needs TLS on the port for workers: set "
                + $"{RouterTlsOptions.Section}:{nameof(RouterTlsOptions.CertificateFile)} and "
                + $"{nameof(RouterTlsOptions.KeyFile)}, and leave {nameof(RouterTlsOptions.Links)} true.");
        }

        if (options.CertificateName.Length > 0 && options.AuthorityFile.Length == 0)
        {
            result.AddError(
                $"{LinkTrustOptions.Section}:{nameof(options.CertificateName)} needs {nameof(options.AuthorityFile)}.");
        }

        try
        {
            if (options.AuthorityFile.Length > 0)
            {
                PemCertificates.ReadAll(options.Authority, options.Authority.Read());
            }

            if (options.TokenFile.Length > 0)
            {
                SharedTokens.Parse(options.Tokens, options.Tokens.Read());
            }
        }
        catch (CredentialFileException exception)
        {
            result.AddError(exception.Message);
        }

        return result.Build();
    }
}
