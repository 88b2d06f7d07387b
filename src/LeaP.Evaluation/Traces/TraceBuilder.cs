using System.Globalization;
using Google.Protobuf.WellKnownTypes;
using LeaP.Protocol.Common.V1;
using LeaP.Protocol.Reasoning.V1;
using LeaP.Reasoning.Randomness;
using LeaP.Reasoning.Sessions;
using ProtoPath = LeaP.Protocol.Reasoning.V1.Path;

namespace LeaP.Evaluation.Traces;

/// <summary>Turns the paths of stored sessions into fine-tuning records, and says of the others why not.</summary>
/// <param name="options">How.</param>
public sealed class TraceBuilder(TraceOptions options)
{
    private static readonly Dictionary<FinishReason, string> EndWords = new()
    {
        [FinishReason.Stop] = "stop",
        [FinishReason.Length] = "length",
        [FinishReason.Budget] = "budget",
    };

    /// <summary>Makes a record of a path.</summary>
    /// <param name="session">Its session in the FULL view.</param>
    /// <param name="path">The path.</param>
    /// <param name="source">What is known about the session.</param>
    /// <param name="record">The record; null when there is a reason against it.</param>
    /// <exception cref="TraceException">The session cannot be read: wrong tag, unknown kind of text, answer not known.</exception>
    public TraceRejection TryBuild(Session session, ProtoPath path, TraceSource source, out TraceRecord? record)
    {
        ArgumentNullException.ThrowIfNull(session);
        ArgumentNullException.ThrowIfNull(path);
        ArgumentNullException.ThrowIfNull(source);
        record = null;
        TraceRejection reason = ReasonAgainst(session, path, source);
        if (reason == TraceRejection.None)
        {
            record = Build(session, path, source);
        }

        return reason;
    }

    private static bool IsFinished(ProtoPath path) =>
        path.State == ProtoPath.Types.State.Finished && EndWords.ContainsKey(path.FinishReason) && path.Transcript.Count > 0;

    private static IEnumerable<string> SummariesOf(ProtoPath path) =>
        path.Transcript.Where(segment => segment.Kind == TextSegment.Types.Kind.Summary).Select(segment => segment.Text);

    private static string Seed(Session session, ProtoPath path) =>
        SeedDerivation.Derive(unchecked((ulong)session.Sampling.Seed), "path", IndexOf(session, path)).ToString(CultureInfo.InvariantCulture);

    private static string Beginning(Session session, ProtoPath path) => session.PathBeginnings.Count switch
    {
        0 => "",
        1 => session.PathBeginnings[0],
        _ => session.PathBeginnings[IndexOf(session, path)],
    };

    private static int IndexOf(Session session, ProtoPath path) =>
        PathIds.TryParse(path.PathId, out int index)
            ? index
            : throw new TraceException($"Session {session.SessionId} holds a path named '{path.PathId}'; paths are named p0, p1 and so on.");

    private static string Instant(Timestamp? time) =>
        time is null ? "" : time.ToDateTimeOffset().ToString("O", CultureInfo.InvariantCulture);

    private static TraceSettings SettingsOf(Session session) => new()
    {
        Model = session.Model,
        Mode = session.Mode,
        Paths = session.PathCount,
        Policy = session.PeerRouting.Policy,
        Peers = session.PeerRouting.PeerCount,
        Similarity = session.PeerRouting.Similarity,
        IntervalTokens = session.Rounds.IntervalTokens,
        FirstIntervalTokens = session.Rounds.FirstIntervalTokens,
        SummaryTokens = session.Rounds.SummaryTokens,
        MaxTurns = session.Rounds.MaxTurns,
        AnswerFormat = session.AnswerFormat,
        Temperature = session.Sampling.HasTemperature ? session.Sampling.Temperature : null,
        TopP = session.Sampling.HasTopP ? session.Sampling.TopP : null,
        TopK = session.Sampling.HasTopK ? session.Sampling.TopK : null,
        MinP = session.Sampling.HasMinP ? session.Sampling.MinP : null,
        RepetitionPenalty = session.Sampling.HasRepetitionPenalty ? session.Sampling.RepetitionPenalty : null,
        Seed = session.Sampling.Seed,
    };

    private TraceRejection ReasonAgainst(Session session, ProtoPath path, TraceSource source)
    {
        if (!IsFinished(path))
        {
            return TraceRejection.NotFinished;
        }

        if (!options.AnyAnswer)
        {
            if (source.Expected is null)
            {
                throw new TraceException(
                    $"The right answer of session {session.SessionId} is not known: give the result file it stands in, or take any answer on purpose.");
            }

            if (!source.RightPaths.Contains(path.PathId))
            {
                return TraceRejection.Wrong;
            }
        }

        return SummariesOf(path).Any(summary => IsCut(session, path, summary)) ? TraceRejection.SummaryCut : TraceRejection.None;
    }

    // A summary that ran into its limit is closed by the worker, with dots in front of the tag.
    private bool IsCut(Session session, ProtoPath path, string summary)
    {
        if (!summary.EndsWith(options.SummaryClose, StringComparison.Ordinal))
        {
            throw new TraceException(
                $"A summary of path {path.PathId} of session {session.SessionId} does not end in '{options.SummaryClose}': name the tag of the model's profile.");
        }

        return summary.EndsWith($"... {options.SummaryClose}", StringComparison.Ordinal);
    }

    private TraceRecord Build(Session session, ProtoPath path, TraceSource source)
    {
        var text = new TraceText(path.Transcript, Beginning(session, path));
        string question = options.Instruction.Length == 0 ? session.Problem : $"{session.Problem}\n\n{options.Instruction}";
        return new TraceRecord
        {
            Messages = [new TraceMessage(TraceMessage.User, question), new TraceMessage(TraceMessage.Assistant, text.Content)],
            Spans = text.Spans,
            Prompt = text.Prompt,
            ProblemId = source.ProblemId,
            Answer = path.Answer,
            Expected = source.Expected,
            Right = source.Expected is null ? null : source.RightPaths.Contains(path.PathId),
            Summaries = SummariesOf(path).Count(),
            FinishReason = EndWords[path.FinishReason],
            Settings = SettingsOf(session),
            Provenance = new TraceProvenance
            {
                SessionId = session.SessionId,
                PathId = path.PathId,
                PathSeed = Seed(session, path),
                WorkerId = path.WorkerId,
                Attempt = path.Attempt,
                Created = Instant(session.CreateTime),
                Finished = Instant(session.FinishTime),
                Results = source.Origin,
                Labels = session.Labels.ToDictionary(StringComparer.Ordinal),
            },
        };
    }
}
