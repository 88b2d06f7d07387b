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
        NewSeed = () => RandomNumberGenerator.GetInt32(int.MaxValue),
    };
}
