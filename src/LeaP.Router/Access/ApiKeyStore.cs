using LeaP.Hosting.Files;
using LeaP.Router.Options;
using Microsoft.Extensions.Options;

namespace LeaP.Router.Access;

/// <summary>The clients that show keys, as their file says now.</summary>
internal sealed partial class ApiKeyStore
{
    private readonly ReloadedFiles<ApiKeyTable>? _file;

    /// <summary>Reads the file that the settings name.</summary>
    public ApiKeyStore(
        IOptions<AccessOptions> options,
        IOptions<RouterTlsOptions> tls,
        TimeProvider time,
        ILogger<ApiKeyStore> logger)
    {
        CredentialFile file = options.Value.Keys;
        if (file.Path.Length > 0)
        {
            _file = new ReloadedFiles<ApiKeyTable>(
                [file],
                texts => ApiKeyTable.Parse(file, texts[0]),
                tls.Value.ReloadInterval,
                time,
                bad => LogBad(logger, bad.Message));
        }
    }

    /// <summary>Finds the client of a key; null for an unknown key.</summary>
    /// <param name="key">The key.</param>
    public ApiKeyEntry? Find(string key) => _file?.Current.Find(key);

    [LoggerMessage(EventId = 4201, EventName = "KeyFileIgnored", Level = LogLevel.Error,
        Message = "A changed file with keys is not used; the keys before the change stay: {Cause}")]
    private static partial void LogBad(ILogger logger, string cause);
}
