using System.CommandLine;
using LeaP.Cli.Connections;

namespace LeaP.Cli.Commands;

/// <summary>How commands trust a router and show who they are.</summary>
internal sealed class CredentialOptions
{
    private readonly Option<string?> _apiKey = File("--api-key-file", "File with your key", CommandHost.ApiKeyVariable);
    private readonly Option<string?> _token = File("--token-file", "File with your JSON Web Token", CommandHost.TokenVariable);
    private readonly Option<string?> _authority = File(
        "--ca-file", "PEM file with the authorities that sign the router's certificate", CommandHost.AuthorityVariable);
    private readonly Option<string?> _certificate = File(
        "--client-certificate", "PEM file with your certificate", CommandHost.CertificateVariable);
    private readonly Option<string?> _key = File("--client-key", "PEM file with its private key", CommandHost.KeyVariable);

    /// <summary>Adds the options to a command and those below it.</summary>
    /// <param name="command">The command.</param>
    public void AddTo(Command command)
    {
        command.Add(_apiKey);
        command.Add(_token);
        command.Add(_authority);
        command.Add(_certificate);
        command.Add(_key);
    }

    /// <summary>The files that were named.</summary>
    /// <param name="parsed">The command line.</param>
    public CredentialFiles Read(ParseResult parsed) => new(
        parsed.GetValue(_apiKey),
        parsed.GetValue(_token),
        parsed.GetValue(_authority),
        parsed.GetValue(_certificate),
        parsed.GetValue(_key));

    private static Option<string?> File(string name, string description, string variable) => new(name)
    {
        Description = $"{description} (or {variable}).",
        HelpName = "FILE",
        Recursive = true,
    };
}
