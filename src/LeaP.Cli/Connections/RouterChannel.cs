using Grpc.Core;
using Grpc.Core.Interceptors;
using Grpc.Net.Client;
using LeaP.Cli.Commands;
using LeaP.Cli.Errors;
using LeaP.Hosting.Files;
using LeaP.Hosting.Tls;
using LeaP.Hosting.Tokens;

namespace LeaP.Cli.Connections;

/// <summary>One gRPC channel to a router.</summary>
/// <param name="channel">The channel.</param>
internal sealed class RouterChannel(GrpcChannel channel) : IAsyncDisposable
{
    private const int MaxMessageBytes = 64 * 1024 * 1024;
    private const string KeyHeader = "x-api-key";
    private static readonly TimeSpan ConnectTimeout = TimeSpan.FromSeconds(10);
    private static readonly TimeSpan PingDelay = TimeSpan.FromSeconds(30);

    /// <summary>Opens a connection; nothing is sent before the first call.</summary>
    /// <param name="router">Address of its clients' port.</param>
    /// <param name="files">Credentials.</param>
    /// <exception cref="CommandFailedException">A file with credentials cannot be used.</exception>
    public static RouterConnection Open(Uri router, CredentialFiles files)
    {
        try
        {
            GrpcChannel channel = Create(router, files);
            return new RouterConnection(WithSecret(channel, files), new RouterChannel(channel));
        }
        catch (CredentialFileException exception)
        {
            throw new CommandFailedException(ExitCodes.BadArguments, exception.Message, exception);
        }
    }

    /// <summary>A channel whose dead connections are noticed and whose messages may be as long as a whole session.</summary>
    /// <param name="router">Address of its clients' port.</param>
    /// <param name="files">Credentials; keys and tokens are not the channel's.</param>
    /// <exception cref="CredentialFileException">A file with credentials cannot be used.</exception>
    public static GrpcChannel Create(Uri router, CredentialFiles files) =>
        GrpcChannel.ForAddress(router, new GrpcChannelOptions
        {
            HttpHandler = new SocketsHttpHandler
            {
                ConnectTimeout = ConnectTimeout,
                KeepAlivePingDelay = PingDelay,
                KeepAlivePingTimeout = PingDelay,
                EnableMultipleHttp2Connections = true,
                SslOptions = DialTls.Create(
                    new DialCredentials(
                        File("--ca-file", files.Authority),
                        File("--client-certificate", files.Certificate),
                        File("--client-key", files.Key)),
                    TimeSpan.MaxValue,
                    TimeProvider.System,
                    _ => { }),
            },
            DisposeHttpClient = true,
            MaxReceiveMessageSize = MaxMessageBytes,
        });

    /// <inheritdoc/>
    public ValueTask DisposeAsync()
    {
        channel.Dispose();
        return ValueTask.CompletedTask;
    }

    private static CallInvoker WithSecret(GrpcChannel channel, CredentialFiles files)
    {
        (string Name, string Value)? header = (files.ApiKey, files.Token) switch
        {
            ({ } key, null) => (KeyHeader, First("--api-key-file", key)),
            (null, { } token) => (BearerToken.Header, BearerToken.ToHeader(First("--token-file", token))),
            (null, null) => null,
            _ => throw new CommandFailedException(
                ExitCodes.BadArguments, "--api-key-file and --token-file cannot be used together."),
        };
        return header is { } shown
            ? channel.Intercept(headers =>
            {
                headers.Add(shown.Name, shown.Value);
                return headers;
            })
            : channel.CreateCallInvoker();
    }

    private static string First(string option, string path)
    {
        var file = new CredentialFile(option, path);
        return SharedTokens.First(file, file.Read());
    }

    private static CredentialFile? File(string option, string? path) =>
        path is null ? null : new CredentialFile(option, path);
}
