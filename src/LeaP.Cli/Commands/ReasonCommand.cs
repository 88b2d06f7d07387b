using System.CommandLine;
using System.Globalization;
using Grpc.Core;
using LeaP.Cli.Connections;
using LeaP.Cli.Rendering;
using LeaP.EmbeddedModel;
using LeaP.Protocol.Reasoning.V1;

namespace LeaP.Cli.Commands;

/// <summary><c>leap reason</c>: several paths reason about a problem and learn from each other.</summary>
/// <param name="host">What it needs from outside.</param>
/// <param name="router">Where the router is.</param>
internal sealed class ReasonCommand(CommandHost host, RouterOption router)
{
    private const int ExampleOperations = 12;

    private readonly Argument<string?> _problem = new("PROBLEM")
    {
        Description = "The problem. Without one, a new example of the embedded model's task is taken.",
        Arity = ArgumentArity.ZeroOrOne,
    };

    private readonly Option<int?> _paths = OptionKinds.Count("--paths", "Parallel paths.");
    private readonly Option<string?> _policy = OptionKinds.Word("--policy", "Who hears whom: dispersed, clustered, hybrid, random, all or confident.", "NAME");
    private readonly Option<int?> _peers = OptionKinds.Count("--peers", "Peers each path hears from; 0 is all others.", least: 0);
    private readonly Option<string?> _mode = OptionKinds.Word("--mode", "leap, leap-t, leap-s, moa or independent.", "NAME");
    private readonly Option<long?> _seed = OptionKinds.Whole("--seed", "Seed of sampling and of the example problem.");
    private readonly SessionOptions _session = new();
    private readonly ModeOptions _modes = new();
    private readonly DisplayOptions _display = new(host);

    /// <summary>The command.</summary>
    public Command Build()
    {
        var command = new Command("reason", "Reason about a problem with paths that learn from each other.") { _problem, _paths, _policy, _peers, _mode, _seed };
        _session.AddTo(command);
        _modes.AddTo(command);
        _display.AddTo(command);
        command.SetAction((parsed, cancellationToken) =>
            CommandGuard.RunAsync(host, () => RunAsync(parsed, cancellationToken), cancellationToken));
        return command;
    }

    private async Task<int> RunAsync(ParseResult parsed, CancellationToken cancellationToken)
    {
        ISessionDisplay display = _display.Create(parsed);
        ReasonRequest request = await CreateRequestAsync(parsed, cancellationToken);
        request.EventDetail = _display.Detail(parsed, display);
        await using RouterConnection connection = await router.ConnectOrStartAsync(parsed, cancellationToken);
        using AsyncServerStreamingCall<ReasonResponse> call = connection.Reasoning.Reason(request, cancellationToken: cancellationToken);
        SessionTrace trace = await display.ShowAsync(
            SessionStreams.EventsAsync(call.ResponseStream, response => response.Event, cancellationToken),
            cancellationToken);
        return SessionStreams.ExitCode(trace);
    }

    private async Task<ReasonRequest> CreateRequestAsync(ParseResult parsed, CancellationToken cancellationToken)
    {
        ReasonRequest request = _session.CreateRequest(parsed);
        _modes.Apply(parsed, request);
        request.PeerRouting.Policy = parsed.GetValue(_policy) ?? "";
        request.Mode = parsed.GetValue(_mode) ?? "";
        if (parsed.GetValue(_paths) is { } paths)
        {
            request.PathCount = paths;
        }

        if (parsed.GetValue(_peers) is { } peers)
        {
            request.PeerRouting.PeerCount = peers;
        }

        long? seed = parsed.GetValue(_seed);
        if (parsed.GetValue(_problem) is { } problem)
        {
            request.Problem = problem;
        }
        else
        {
            seed ??= host.NewSeed();
            request.Problem = await DrawExampleAsync(seed.Value, _display.IsJson(parsed) ? host.Error : host.Out, cancellationToken);
        }

        if (seed is not null)
        {
            request.Sampling.Seed = seed.Value;
        }

        return request;
    }

    private static async Task<string> DrawExampleAsync(long seed, TextWriter notes, CancellationToken cancellationToken)
    {
        ChainProblem example = new ChainProblemGenerator(seed).Next(ExampleOperations);
        string note = string.Create(
            CultureInfo.InvariantCulture,
            $"example {example.Text} (last two digits count; right answer {example.Answer}; again with --seed {seed})");
        await notes.WriteLinesAsync([note], cancellationToken);
        return example.Text;
    }
}
