using System.CommandLine;
using LeaP.Cli.Rendering;
using LeaP.Protocol.Reasoning.V1;

namespace LeaP.Cli.Commands;

/// <summary>How a command shows a session.</summary>
/// <param name="host">Where it goes.</param>
internal sealed class DisplayOptions(CommandHost host)
{
    private static readonly Dictionary<string, EventDetail> Details = new(StringComparer.Ordinal)
    {
        ["lifecycle"] = EventDetail.Lifecycle,
        ["rounds"] = EventDetail.Rounds,
        ["tokens"] = EventDetail.Tokens,
    };

    private readonly Option<bool> _json = OptionKinds.Switch("--json", "Print each event as one JSON line and nothing else.");
    private readonly Option<bool> _plain = OptionKinds.Switch("--plain", "Print lines of plain text, also on a terminal.");
    private readonly Option<string?> _detail = OptionKinds.Word(
        "--detail", "How much to show: lifecycle, rounds or tokens (default: tokens on a terminal, rounds otherwise).", "LEVEL");

    /// <summary>Adds the options to a command.</summary>
    /// <param name="command">The command.</param>
    public void AddTo(Command command)
    {
        _detail.AcceptOnlyFromAmong([.. Details.Keys]);
        command.Add(_json);
        command.Add(_plain);
        command.Add(_detail);
        command.Validators.Add(result =>
        {
            if (result.GetValue(_json) && result.GetValue(_plain))
            {
                result.AddError("--json and --plain exclude each other.");
            }
        });
    }

    /// <summary>True when standard output is for events as JSON alone.</summary>
    /// <param name="parsed">The command line.</param>
    public bool IsJson(ParseResult parsed) => parsed.GetValue(_json);

    /// <summary>The display asked for.</summary>
    /// <param name="parsed">The command line.</param>
    public ISessionDisplay Create(ParseResult parsed)
    {
        if (IsJson(parsed))
        {
            return new JsonDisplay(host.Out);
        }

        return host.IsInteractive && !parsed.GetValue(_plain)
            ? new LiveDisplay(host.CreateScreen(), host.Out, host.Time)
            : new PlainDisplay(host.Out);
    }

    /// <summary>How much the event stream should tell.</summary>
    /// <param name="parsed">The command line.</param>
    /// <param name="display">Its own wish counts when the command line has none.</param>
    public EventDetail Detail(ParseResult parsed, ISessionDisplay display) =>
        parsed.GetValue(_detail) is { } name ? Details[name] : display.Detail;
}
