using System.CommandLine;
using System.Globalization;
using LeaP.Cli.Connections;
using LeaP.Cli.Errors;
using LeaP.Cli.Rendering;
using LeaP.Evaluation.Replays;
using LeaP.Protocol.Reasoning.V1;
using LeaP.Reasoning.Catalogs;
using LeaP.Reasoning.Prompts;
using LeaP.Reasoning.Sessions;

namespace LeaP.Cli.Commands;

/// <summary><c>leap replay</c>: whom each path of a recorded session would have heard under other routing.</summary>
/// <param name="host">What it needs from outside.</param>
/// <param name="router">Where the router is.</param>
internal sealed class ReplayCommand(CommandHost host, RouterOption router)
{
    private static readonly PromptTags Tags = new("<summarize>", "</summarize>", "<comment>", "</comment>", "</think>");

    private readonly Argument<string> _session = new("SESSION")
    {
        Description = "Identifier of a session that the router holds, or a file of its events (leap watch --json) or of the session itself (leap session --full --json).",
    };

    private readonly Option<string?> _policy = OptionKinds.Word("--policy", "Who hears whom (default: the session's own policy).", "NAME");
    private readonly Option<int?> _peers = OptionKinds.Count("--peers", "Peers each path hears from; 0 is all others (default: as in the session).", least: 0);
    private readonly Option<string?> _similarity = OptionKinds.Word("--similarity", "How summaries are compared: indel or levenshtein (default: as in the session).", "NAME");
    private readonly Option<long?> _seed = OptionKinds.Whole("--seed", "Seed of random choices (default: the session's).");
    private readonly Option<bool> _json = OptionKinds.Switch("--json", "Print one JSON line for each path and round.");

    /// <summary>The command.</summary>
    public Command Build()
    {
        var command = new Command("replay", "Show what each path of a recorded session would have heard under other routing. Nothing is generated.")
        {
            _session, _policy, _peers, _similarity, _seed, _json,
        };
        command.SetAction((parsed, cancellationToken) =>
            CommandGuard.RunAsync(host, () => RunAsync(parsed, cancellationToken), cancellationToken));
        return command;
    }

    private static RecordedSession ReadFile(IReadOnlyList<string> lines, string name) =>
        RecordFiles.IsSession(lines, name)
            ? new TranscriptRecords(RoundRouting.Default, Tags).Read(RecordFiles.Sessions(lines, name)[0])
            : EventRecords.Read(RecordFiles.Events(lines, name));

    private async Task<int> RunAsync(ParseResult parsed, CancellationToken cancellationToken)
    {
        try
        {
            RecordedSession session = await ReadAsync(parsed, cancellationToken);
            RoutingSettings settings = Settings(parsed, session.Routing);
            IReadOnlyList<WhatIfDelivery> deliveries =
                new WhatIfReplay(RoundRouting.Default).Run(session, settings, parsed.GetValue(_seed) ?? session.Seed);
            await host.Out.WriteLinesAsync(
                parsed.GetValue(_json) ? deliveries.Select(WhatIfJson.Line) : ReplayLines.Of(session, settings, deliveries),
                cancellationToken);
            return ExitCodes.Success;
        }
        catch (Exception exception) when (exception is ReplayException or UnknownNameException)
        {
            throw new CommandFailedException(ExitCodes.BadArguments, SafeText.OneLine(exception.Message), exception);
        }
    }

    // A policy or a number of peers that is asked for holds in every round.
    private RoutingSettings Settings(ParseResult parsed, RoutingSettings recorded) => recorded with
    {
        Policy = parsed.GetValue(_policy) ?? recorded.Policy,
        PeerCount = parsed.GetValue(_peers) ?? recorded.PeerCount,
        Similarity = parsed.GetValue(_similarity) ?? recorded.Similarity,
        Schedule = parsed.GetValue(_policy) is null && parsed.GetValue(_peers) is null ? recorded.Schedule : [],
    };

    private async Task<RecordedSession> ReadAsync(ParseResult parsed, CancellationToken cancellationToken)
    {
        string name = parsed.GetRequiredValue(_session);
        if (!Guid.TryParse(name, CultureInfo.InvariantCulture, out _))
        {
            return ReadFile(await LineFile.ReadAsync(name, cancellationToken), name);
        }

        await using RouterConnection connection = router.Connect(parsed);
        Session session = await StoredSessions.GetAsync(connection, name, host, cancellationToken);
        if (session.State is SessionState.Queued or SessionState.Running)
        {
            throw new CommandFailedException(ExitCodes.Failure, $"Session {name} still runs; replay it when it has ended (leap watch follows it).");
        }

        List<SessionEvent> events = await StoredSessions.EventsAsync(connection, name, host, cancellationToken);
        return EventRecords.TellOfExchanges(events)
            ? EventRecords.Read(events)
            : new TranscriptRecords(RoundRouting.Default, Tags).Read(session);
    }
}
