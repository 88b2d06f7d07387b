using System.Security.Cryptography;
using LeaP.Cli.Connections;
using LeaP.Cli.Terminals;
using Spectre.Console;

namespace LeaP.Cli.Commands;

/// <summary>What commands need from outside.</summary>
internal sealed record CommandHost
{
    /// <summary>Environment variable with the router's address.</summary>
    public const string RouterVariable = "LEAP_ROUTER";

    /// <summary>Environment variable with the file of a key.</summary>
    public const string ApiKeyVariable = "LEAP_API_KEY_FILE";

    /// <summary>Environment variable with the file of a JSON Web Token.</summary>
    public const string TokenVariable = "LEAP_TOKEN_FILE";

    /// <summary>Environment variable with the file of the router's authorities.</summary>
    public const string AuthorityVariable = "LEAP_CA_FILE";

    /// <summary>Environment variable with the file of the own certificate.</summary>
    public const string CertificateVariable = "LEAP_CLIENT_CERTIFICATE";

    /// <summary>Environment variable with the file of the own certificate's key.</summary>
    public const string KeyVariable = "LEAP_CLIENT_KEY";

    /// <summary>Where results go.</summary>
    public required TextWriter Out { get; init; }

    /// <summary>Where errors and notes go.</summary>
    public required TextWriter Error { get; init; }

    /// <summary>True when a person looks at <see cref="Out"/> on a terminal.</summary>
    public required bool IsInteractive { get; init; }

    /// <summary>Makes a screen for displays that redraw themselves.</summary>
    public required Func<IAnsiConsole> CreateScreen { get; init; }

    /// <summary>The clock.</summary>
    public required TimeProvider Time { get; init; }

    /// <summary>Gives connections to routers.</summary>
    public required IRouterConnector Connector { get; init; }

    /// <summary>Address of the router when the command line names none; null for none.</summary>
    public string? DefaultRouter { get; init; }

    /// <summary>Credentials when the command line names none.</summary>
    public CredentialFiles DefaultCredentials { get; init; } = new();

    /// <summary>A seed nobody chose, 0 or more.</summary>
    public required Func<int> NewSeed { get; init; }

    /// <summary>What commands get in a real process.</summary>
    /// <param name="terminal">The process's console.</param>
    public static CommandHost For(Terminal terminal) => new()
    {
        Out = terminal.Out,
        Error = terminal.Error,
        IsInteractive = terminal.IsInteractive,
        CreateScreen = terminal.CreateScreen,
        Time = TimeProvider.System,
        Connector = new RouterConnector(terminal.Error, TimeProvider.System),
        DefaultRouter = Environment.GetEnvironmentVariable(RouterVariable),
        DefaultCredentials = new CredentialFiles(
            Variable(ApiKeyVariable),
            Variable(TokenVariable),
            Variable(AuthorityVariable),
            Variable(CertificateVariable),
            Variable(KeyVariable)),
        NewSeed = () => RandomNumberGenerator.GetInt32(int.MaxValue),
    };

    private static string? Variable(string name) =>
        Environment.GetEnvironmentVariable(name) is { Length: > 0 } value ? value : null;
}
