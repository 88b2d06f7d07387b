using System.CommandLine;
using LeaP.Evaluation.Grading;
using LeaP.Protocol.Reasoning.V1;
using LeaP.Reasoning.Catalogs;
using LeaP.Reasoning.Sessions;

namespace LeaP.Cli.Commands;

/// <summary>Options that the experiments have in common beside those of problems and sessions.</summary>
/// <param name="paths">Paths of each session when the command line names none; null for the model's default.</param>
internal sealed class ExperimentOptions(int? paths)
{
    private readonly Option<int?> _paths = OptionKinds.Count("--paths", "Paths of each session (N).", otherwise: paths);
    private readonly Option<string?> _policy = OptionKinds.Word("--policy", "Who hears whom in LeaP (default: the model's).", "NAME");
    private readonly Option<int?> _peers = OptionKinds.Count("--peers", "Peers each path hears from in LeaP; 0 is all others (default: the model's).", least: 0);
    private readonly Option<int?> _seed = OptionKinds.Count("--seed", "Seed of problems, choices, sampling and intervals.", least: 0, otherwise: 1);
    private readonly Option<int?> _concurrency = OptionKinds.Count("--concurrency", "Sessions at once; without it, as many as there are free path slots for.");
    private readonly Option<string?> _grader = OptionKinds.Word("--grader", $"How answers are graded: {string.Join(" or ", Graders.Catalog.Names)}.", "NAME");
    private readonly Option<string?> _out = OptionKinds.Word("--out", "File for a JSON line a session behind a header; must not exist.", "FILE");
    private readonly Option<bool> _markdown = OptionKinds.Switch("--markdown", "Print the tables as Markdown.");
    private readonly SessionOptions _session = new();

    /// <summary>Adds them to a command.</summary>
    /// <param name="command">The command.</param>
    public void AddTo(Command command)
    {
        System.CommandLine.Option[] all = [_paths, _policy, _peers, _seed, _concurrency, _grader, _out, _markdown];
        foreach (System.CommandLine.Option option in all)
        {
            command.Add(option);
        }

        _session.AddTo(command);
    }

    /// <summary>The seed.</summary>
    /// <param name="parsed">The command line.</param>
    public int Seed(ParseResult parsed) => parsed.GetValue(_seed)!.Value;

    /// <summary>Sessions at once; null for as many as there is room for.</summary>
    /// <param name="parsed">The command line.</param>
    public int? Concurrency(ParseResult parsed) => parsed.GetValue(_concurrency);

    /// <summary>Where results go; null for nowhere.</summary>
    /// <param name="parsed">The command line.</param>
    public string? Out(ParseResult parsed) => parsed.GetValue(_out);

    /// <summary>True for tables of Markdown.</summary>
    /// <param name="parsed">The command line.</param>
    public bool Markdown(ParseResult parsed) => parsed.GetValue(_markdown);

    /// <summary>The grader.</summary>
    /// <param name="parsed">The command line.</param>
    /// <exception cref="UnknownNameException">There is none of that name.</exception>
    public IGrader Grader(ParseResult parsed) =>
        Graders.Catalog.Find(parsed.GetValue(_grader) ?? GraderNames.Default);

    /// <summary>What all LeaP requests have in common.</summary>
    /// <param name="parsed">The command line.</param>
    public ReasonRequest Template(ParseResult parsed)
    {
        ReasonRequest request = _session.CreateRequest(parsed);
        request.Mode = ReasoningModes.Leap;
        request.PeerRouting.Policy = parsed.GetValue(_policy) ?? "";
        if (parsed.GetValue(_paths) is { } count)
        {
            request.PathCount = count;
        }

        if (parsed.GetValue(_peers) is { } peers)
        {
            request.PeerRouting.PeerCount = peers;
        }

        return request;
    }
}
