using System.Globalization;
using Microsoft.Extensions.Options;

namespace LeaP.Storage.Redis;

/// <summary>Rules over several Redis settings, and over the files they name.</summary>
public sealed class RedisStorageOptionsRules : IValidateOptions<RedisStorageOptions>
{
    /// <inheritdoc />
    public ValidateOptionsResult Validate(string? name, RedisStorageOptions options)
    {
        var result = new ValidateOptionsResultBuilder();
        foreach (string endpoint in options.Endpoints.Split(','))
        {
            if (!IsEndpoint(endpoint))
            {
                AddError(
                    nameof(options.Endpoints),
                    $"\"{endpoint}\" is not host:port with a port from 1 to 65535.");
            }
        }

        if (options.User.Length > 0 && options.PasswordFile.Length == 0)
        {
            AddError(nameof(options.PasswordFile), $"must be set when {nameof(options.User)} is.");
        }

        if (options.PasswordFile.Length > 0)
        {
            CheckFile(nameof(options.PasswordFile), options.PasswordFile);
        }

        if (options.AuthorityFile.Length > 0)
        {
            CheckFile(nameof(options.AuthorityFile), options.AuthorityFile);
            if (!options.Tls)
            {
                AddError(nameof(options.AuthorityFile), $"needs {nameof(options.Tls)} to be true.");
            }
        }

        return result.Build();

        void AddError(string setting, string message) =>
            result.AddError(message, $"{RedisStorageOptions.Section}:{setting}");

        void CheckFile(string setting, string path)
        {
            if (!File.Exists(path))
            {
                AddError(setting, $"there is no file \"{path}\" that this process may read.");
            }
            else if (new FileInfo(path).Length == 0)
            {
                AddError(setting, $"the file \"{path}\" is empty.");
            }
        }
    }

    private static bool IsEndpoint(string text)
    {
        string endpoint = text.Trim();
        int colon = endpoint.LastIndexOf(':');
        return colon > 0
            && Uri.CheckHostName(endpoint[..colon]) != UriHostNameType.Unknown
            && int.TryParse(endpoint[(colon + 1)..], NumberStyles.None, CultureInfo.InvariantCulture, out int port)
            && port is > 0 and <= 65535;
    }
}
