using System.CommandLine;
using System.Globalization;
using Grpc.Core;
using LeaP.Cli.Connections;
using LeaP.Cli.Errors;
using LeaP.Cli.Rendering;
using LeaP.Evaluation.Replays;
using LeaP.Evaluation.Runs;
using LeaP.Evaluation.Traces;
using LeaP.Protocol.Reasoning.V1;

namespace LeaP.Cli.Commands;

/// <summary><c>leap traces export</c>: stored sessions become records for fine-tuning.</summary>
/// <param name="host">What it needs from outside.</param>
/// <param name="router">Where the router is.</param>
internal sealed class TracesCommand(CommandHost host, RouterOption router)
{
    private readonly Argument<string[]> _sessions = new("SESSION")
    {
        Description = "Identifiers of sessions that the router holds.",
        Arity = ArgumentArity.ZeroOrMore,
    };

    private readonly Option<string[]> _results = new("--results")
    {
        Description = "Result file of leap eval or leap experiment: its verdicts decide, and without --stored its sessions are exported; may be given again.",
        HelpName = "FILE",
    };

    private readonly Option<string[]> _stored = new("--stored")
    {
        Description = "File of sessions as leap session --full --json prints them, read instead of asking a router; may be given again.",
        HelpName = "FILE",
    };

    private readonly Option<string?> _out = OptionKinds.Word("--out", "File for the records, a JSON line each; must not exist.", "FILE");
    private readonly Option<string?> _instruction = OptionKinds.Word("--instruction", "Put behind the problem in the user's message.", "TEXT");
    private readonly Option<string?> _summaryClose = OptionKinds.Word("--summary-close", "Tag that closes a summary in the model's profile (default: </summarize>).", "TAG");
    private readonly Option<bool> _anyAnswer = OptionKinds.Switch("--any-answer", "Keep paths whatever their answer.");

    /// <summary>The command.</summary>
    public Command Build()
    {
        _out.Required = true;
        var export = new Command("export", "Turn the paths of stored sessions into chat records with loss spans. Kept are right paths whose summaries all stayed within their limit.")
        {
            _sessions, _results, _stored, _out, _instruction, _summaryClose, _anyAnswer,
        };
        export.Validators.Add(result =>
        {
            if (result.GetValue(_sessions) is not { Length: > 0 } && result.GetValue(_results) is not { Length: > 0 } && result.GetValue(_stored) is not { Length: > 0 })
            {
                result.AddError("Name sessions, a result file (--results) or a file of sessions (--stored).");
            }
        });
        export.SetAction((parsed, cancellationToken) =>
            CommandGuard.RunAsync(host, () => RunAsync(parsed, cancellationToken), cancellationToken));
        return new Command("traces", "Make training data of sessions.") { export };
    }

    private static TraceSource SourceOf(RunRecord record, string origin) => new(
        record.ProblemId, record.Expected, record.Paths.Where(path => path.IsRight).Select(path => path.PathId).ToHashSet(StringComparer.Ordinal), origin);

    private async Task<int> RunAsync(ParseResult parsed, CancellationToken cancellationToken)
    {
        var options = new TraceOptions
        {
            Instruction = parsed.GetValue(_instruction) ?? "",
            SummaryClose = parsed.GetValue(_summaryClose) ?? TraceOptions.DefaultSummaryClose,
            AnyAnswer = parsed.GetValue(_anyAnswer),
        };
        try
        {
            Dictionary<string, TraceSource> sources = await ReadSourcesAsync(parsed, cancellationToken);
            List<Session> stored = await ReadStoredAsync(parsed, cancellationToken);
            await using StreamWriter output = LineFile.Create(parsed.GetRequiredValue(_out)!);
            var export = new TraceExport(new TraceBuilder(options), output);
            foreach (Session session in stored)
            {
                await export.WriteAsync(session, Source(sources, session.SessionId), cancellationToken);
            }

            int lost = await ExportHeldAsync(parsed, export, sources, stored, cancellationToken);
            await host.Out.WriteLinesAsync(Lines(export, lost), cancellationToken);
            return lost == 0 ? ExitCodes.Success : ExitCodes.NotFound;
        }
        catch (Exception exception) when (exception is TraceException or RunFileException or ReplayException)
        {
            throw new CommandFailedException(ExitCodes.BadArguments, SafeText.OneLine(exception.Message), exception);
        }
    }

    private static TraceSource Source(Dictionary<string, TraceSource> sources, string sessionId) =>
        sources.GetValueOrDefault(sessionId) ?? new TraceSource("", null, new HashSet<string>(), "");

    private async Task<int> ExportHeldAsync(
        ParseResult parsed,
        TraceExport export,
        Dictionary<string, TraceSource> sources,
        List<Session> stored,
        CancellationToken cancellationToken)
    {
        string[] held =
        [
            .. (parsed.GetValue(_sessions) ?? [])
                .Concat(parsed.GetValue(_stored) is { Length: > 0 } ? [] : sources.Keys)
                .Except(stored.Select(session => session.SessionId), StringComparer.Ordinal),
        ];
        if (held.Length == 0)
        {
            return 0;
        }

        int lost = 0;
        await using RouterConnection connection = router.Connect(parsed);
        foreach (string sessionId in held)
        {
            try
            {
                Session session = await StoredSessions.GetAsync(connection, sessionId, host, cancellationToken);
                await export.WriteAsync(session, Source(sources, sessionId), cancellationToken);
            }
            catch (RpcException exception) when (exception.StatusCode == StatusCode.NotFound)
            {
                lost++;
                await host.Error.WriteLinesAsync([$"session {SafeText.OneLine(sessionId)} is not held any more"], cancellationToken);
            }
        }

        return lost;
    }

    private async Task<Dictionary<string, TraceSource>> ReadSourcesAsync(ParseResult parsed, CancellationToken cancellationToken)
    {
        var sources = new Dictionary<string, TraceSource>(StringComparer.Ordinal);
        foreach (string path in parsed.GetValue(_results) ?? [])
        {
            RunFile file = await RunFileReader.ReadAsync(path, cancellationToken);
            foreach (RunRecord record in file.Records.Where(record => record.SessionId.Length > 0))
            {
                sources[record.SessionId] = SourceOf(record, System.IO.Path.GetFileName(path));
            }
        }

        return sources;
    }

    private async Task<List<Session>> ReadStoredAsync(ParseResult parsed, CancellationToken cancellationToken)
    {
        var sessions = new List<Session>();
        foreach (string path in parsed.GetValue(_stored) ?? [])
        {
            sessions.AddRange(RecordFiles.Sessions(await LineFile.ReadAsync(path, cancellationToken), path));
        }

        return sessions;
    }

    private static IEnumerable<string> Lines(TraceExport export, int lost)
    {
        yield return string.Create(
            CultureInfo.InvariantCulture, $"{export.Written} records from {export.Sessions} sessions");
        yield return string.Create(
            CultureInfo.InvariantCulture,
            $"left out: {export.Count(TraceRejection.Wrong)} wrong, {export.Count(TraceRejection.SummaryCut)} with a summary cut at its limit, {export.Count(TraceRejection.NotFinished)} not finished");
        if (lost > 0)
        {
            yield return string.Create(CultureInfo.InvariantCulture, $"{lost} sessions are not held any more: export sooner, or keep sessions longer (see docs/settings.md)");
        }
    }
}
