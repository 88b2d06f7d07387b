using System.CommandLine;
using LeaP.Cli.Connections;
using LeaP.Cli.Errors;
using LeaP.Cli.Rendering;

namespace LeaP.Cli.Commands;

/// <summary>Where the router of a command is.</summary>
/// <param name="host">Knows the default.</param>
internal sealed class RouterOption(CommandHost host)
{
    private readonly Option<string?> _option = new("--router")
    {
        Description = $"Address of the router, such as http://localhost:8080 (or {CommandHost.RouterVariable}).",
        HelpName = "URL",
        Recursive = true,
    };

    private readonly CredentialOptions _credentials = new();

    /// <summary>Adds the options to a command and those below it.</summary>
    /// <param name="command">The command.</param>
    public void AddTo(Command command)
    {
        command.Add(_option);
        _credentials.AddTo(command);
    }

    /// <summary>Connects to the router named; without one, starts router and workers in this process.</summary>
    /// <param name="parsed">The command line.</param>
    /// <param name="cancellationToken">Ends the start.</param>
    public async Task<RouterConnection> ConnectOrStartAsync(ParseResult parsed, CancellationToken cancellationToken) =>
        Address(parsed) is { } address
            ? Connect(address, parsed)
            : await host.Connector.StartEmbeddedAsync(step => host.Error.WriteLine(SafeText.OneLine(step)), cancellationToken);

    /// <summary>Connects to the router named.</summary>
    /// <param name="parsed">The command line.</param>
    /// <exception cref="CommandFailedException">None is named, or not by an address.</exception>
    public RouterConnection Connect(ParseResult parsed) => Connect(
        Address(parsed)
        ?? throw new CommandFailedException(
            ExitCodes.BadArguments,
            $"This command needs a running router: name it with --router URL or {CommandHost.RouterVariable}."),
        parsed);

    private RouterConnection Connect(Uri address, ParseResult parsed)
    {
        // A key on the command line takes the place of a token from the environment, and the other way round.
        CredentialFiles named = _credentials.Read(parsed);
        CredentialFiles files = named.Or(
            named.HasSecret ? host.DefaultCredentials with { ApiKey = null, Token = null } : host.DefaultCredentials);
        if (files.HasSecret && address.Scheme == Uri.UriSchemeHttp && !address.IsLoopback)
        {
            host.Error.WriteLine(SafeText.OneLine($"warning: the key or token goes to {address} in plain text; use https."));
        }

        return host.Connector.Connect(address, files);
    }

    private Uri? Address(ParseResult parsed)
    {
        string? text = parsed.GetValue(_option) ?? host.DefaultRouter;
        if (string.IsNullOrEmpty(text))
        {
            return null;
        }

        return Uri.TryCreate(text, UriKind.Absolute, out Uri? address) && address.Scheme is "http" or "https"
            ? address
            : throw new CommandFailedException(
                ExitCodes.BadArguments,
                $"The router's address '{SafeText.OneLine(text)}' is not one: it must be an absolute http or https URL.");
    }
}
