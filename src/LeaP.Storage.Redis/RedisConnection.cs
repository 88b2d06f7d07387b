using Microsoft.Extensions.Options;
using StackExchange.Redis;

namespace LeaP.Storage.Redis;

/// <summary>
/// The one connection to Redis, made when it is first needed and mended by itself. While it is broken, commands fail at
/// once.
/// </summary>
/// <param name="options">Where Redis is.</param>
internal sealed class RedisConnection(IOptions<RedisStorageOptions> options) : IAsyncDisposable
{
    private readonly SemaphoreSlim _connecting = new(1, 1);
    private volatile ConnectionMultiplexer? _connection;

    /// <summary>The connection, which may be broken at the moment.</summary>
    /// <param name="cancellationToken">Ends the wait.</param>
    public async Task<IConnectionMultiplexer> GetAsync(CancellationToken cancellationToken)
    {
        if (_connection is { } made)
        {
            return made;
        }

        await _connecting.WaitAsync(cancellationToken);
        try
        {
            return _connection ??= await ConnectionMultiplexer.ConnectAsync(
                await ToConfigurationAsync(options.Value, cancellationToken));
        }
        finally
        {
            _connecting.Release();
        }
    }

    /// <inheritdoc />
    public async ValueTask DisposeAsync()
    {
        if (_connection is { } made)
        {
            await made.DisposeAsync();
        }

        _connecting.Dispose();
    }

    private static async Task<ConfigurationOptions> ToConfigurationAsync(
        RedisStorageOptions options,
        CancellationToken cancellationToken)
    {
        var configuration = new ConfigurationOptions
        {
            AbortOnConnectFail = false,
            BacklogPolicy = BacklogPolicy.FailFast,
            ClientName = "leap-router",
            ConnectTimeout = (int)options.ConnectTimeLimit.TotalMilliseconds,
            SyncTimeout = (int)options.CommandTimeLimit.TotalMilliseconds,
            AsyncTimeout = (int)options.CommandTimeLimit.TotalMilliseconds,
            DefaultDatabase = options.Database,
            Ssl = options.Tls,
            User = options.User.Length > 0 ? options.User : null,
        };
        foreach (string endpoint in options.Endpoints.Split(','))
        {
            configuration.EndPoints.Add(endpoint.Trim());
        }

        if (options.PasswordFile.Length > 0)
        {
            string password = await File.ReadAllTextAsync(options.PasswordFile, cancellationToken);
            configuration.Password = password.TrimEnd('\r', '\n');
        }

        if (options.AuthorityFile.Length > 0)
        {
            configuration.TrustIssuer(options.AuthorityFile);
        }

        return configuration;
    }
}
