using LeaP.Cli.Commands;
using LeaP.Cli.Connections;
using Microsoft.Extensions.Time.Testing;
using Spectre.Console;

namespace LeaP.Cli.Tests.Support;

/// <summary>Runs command lines against a scripted router and keeps what they write.</summary>
internal sealed class CommandRun
{
    public ScriptedRouter Router { get; } = new();

    public ScriptedConnector Connector { get; }

    public StringWriter Out { get; } = new() { NewLine = "\n" };

    public StringWriter Error { get; } = new() { NewLine = "\n" };

    public FakeTimeProvider Time { get; } = new();

    public bool IsInteractive { get; init; }

    public string? DefaultRouter { get; init; } = "http://router.test:8080";

    public CredentialFiles DefaultCredentials { get; set; } = new();

    public CommandRun()
    {
        Connector = new ScriptedConnector(Router);
    }

    public string[] OutLines => Out.ToString().Split('\n', StringSplitOptions.RemoveEmptyEntries);

    public Task<int> RunAsync(params string[] arguments) => RunUntilAsync(arguments, TestContext.Current.CancellationToken);

    public async Task<int> RunUntilAsync(string[] arguments, CancellationToken interrupted)
    {
        var host = new CommandHost
        {
            Out = Out,
            Error = Error,
            IsInteractive = IsInteractive,
            CreateScreen = () => AnsiConsole.Create(new AnsiConsoleSettings
            {
                Ansi = AnsiSupport.Yes,
                Interactive = InteractionSupport.Yes,
                Out = new AnsiConsoleOutput(Out),
            }),
            Time = Time,
            Connector = Connector,
            DefaultRouter = DefaultRouter,
            DefaultCredentials = DefaultCredentials,
            NewSeed = () => 4711,
        };
        return await LeapCommandLine.RunAsync(arguments, host, interrupted).WaitAsync(TimeSpan.FromSeconds(30), TestContext.Current.CancellationToken);
    }
}
