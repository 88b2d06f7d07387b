using LeaP.Hosting.Files;
using LeaP.Hosting.Tls;
using Microsoft.Extensions.Options;

namespace LeaP.Router.Options;

/// <summary>Rules over the router's TLS settings; reads the files, so that a wrong one stops the start.</summary>
internal sealed class RouterTlsOptionsRules : IValidateOptions<RouterTlsOptions>
{
    /// <inheritdoc />
    public ValidateOptionsResult Validate(string? name, RouterTlsOptions options)
    {
        var result = new ValidateOptionsResultBuilder();
        if (options.HasCertificate != options.KeyFile.Length > 0)
        {
            result.AddError(
                $"{RouterTlsOptions.Section}:{nameof(options.CertificateFile)} and {nameof(options.KeyFile)} must be set "
                + "together.");
            return result.Build();
        }

        if (options.ClientAuthorityFile.Length > 0 && !(options.HasCertificate && options.Clients))
        {
            result.AddError(
                $"{RouterTlsOptions.Section}:{nameof(options.ClientAuthorityFile)} needs TLS on the port for clients: set "
                + $"{nameof(options.CertificateFile)} and {nameof(options.KeyFile)}, and leave "
                + $"{nameof(options.Clients)} true.");
        }

        try
        {
            if (options.HasCertificate)
            {
                PemCertificates.ReadWithKey(
                    options.Certificate, options.Certificate.Read(), options.Key, options.Key.Read()).Dispose();
            }

            if (options.ClientAuthorityFile.Length > 0)
            {
                PemCertificates.ReadAll(options.ClientAuthority, options.ClientAuthority.Read());
            }
        }
        catch (CredentialFileException exception)
        {
            result.AddError(exception.Message);
        }

        return result.Build();
    }
}
