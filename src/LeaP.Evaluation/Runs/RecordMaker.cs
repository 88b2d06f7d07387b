using LeaP.Evaluation.Grading;
using LeaP.Protocol.Common.V1;
using LeaP.Protocol.Reasoning.V1;
using LeaP.Reasoning.Sessions;

namespace LeaP.Evaluation.Runs;

/// <summary>Makes a session's record.</summary>
/// <param name="plan">What is measured.</param>
internal sealed class RecordMaker(RunPlan plan)
{
    /// <summary>Makes a record.</summary>
    /// <param name="item">Which session.</param>
    /// <param name="observed">What is known of it.</param>
    /// <param name="failure">Why it failed; null when it did not.</param>
    public RunRecord Make(RunItem item, ObservedSession observed, string? failure)
    {
        Datasets.EvaluationProblem problem = plan.Problems[item.Problem];
        Session? session = observed.Session;
        PathRecord[] paths = [.. observed.Paths.Select(path => MakePath(path, observed, problem.Reference))];
        ReasonRequest request = plan.CreateRequest(item);
        string mode = session?.Mode is { Length: > 0 } known ? known : request.Mode;
        bool exchanges = mode != ReasoningModes.Independent;
        return new RunRecord
        {
            Setting = item.Setting.Name,
            Mode = mode,
            Policy = exchanges ? session?.PeerRouting?.Policy ?? request.PeerRouting?.Policy ?? "" : "",
            PeerCount = exchanges ? PeerCount(session, request) : null,
            PathCount = session?.PathCount ?? (request.HasPathCount ? request.PathCount : 0),
            IntervalTokens = session?.Rounds?.IntervalTokens ?? 0,
            FirstIntervalTokens = session?.Rounds?.FirstIntervalTokens ?? 0,
            MaxTurns = session?.Rounds?.MaxTurns ?? 0,
            Temperature = session?.Sampling is { HasTemperature: true } sampling ? Math.Round(sampling.Temperature, 4) : null,
            Seed = request.Sampling.Seed,
            Labels = item.Setting.Labels,
            Problem = item.Problem,
            ProblemId = problem.Id,
            Text = problem.Text,
            Expected = problem.Reference.Text,
            Run = item.Run,
            SessionId = observed.SessionId,
            Answer = session?.Answer?.Text ?? "",
            IsRight = IsVoteRight(session, paths),
            Rounds = Math.Max(session?.CompletedRounds ?? 0, observed.Rounds.Count),
            Failure = failure,
            Paths = paths,
        };
    }

    private static int? PeerCount(Session? session, ReasonRequest request)
    {
        PeerRoutingConfig? routing = session?.PeerRouting ?? request.PeerRouting;
        return routing is { HasPeerCount: true, PeerCount: > 0 } && routing.Policy != Reasoning.PeerRouting.PeerRoutingNames.All
            ? routing.PeerCount
            : null;
    }

    // The vote is right when the paths that won it are; the grader has looked at each of them.
    private static bool IsVoteRight(Session? session, PathRecord[] paths)
    {
        AnswerTally? won = session?.Answer?.Tallies.FirstOrDefault(tally => tally.Text == session.Answer.Text);
        return won is not null && Array.Exists(paths, path => path.IsRight && path.PathId == won.PathIds.FirstOrDefault());
    }

    private PathRecord MakePath(ReasoningPath path, ObservedSession observed, ReferenceAnswer reference)
    {
        var text = new Reasoning.Paths.PathText(path.Transcript.Select(TranscriptSegments.Read));
        Verdict verdict = plan.Grader.Grade(text, reference);
        TokenUsage usage = path.Usage ?? new TokenUsage();
        return new PathRecord
        {
            PathId = path.PathId,
            Answer = verdict.Answer,
            IsRight = verdict.IsRight,
            FinishReason = path.FinishReason == FinishReason.Unspecified ? "" : path.FinishReason.ToString().ToLowerInvariant(),
            Tokens = new TokenTotals
            {
                Prompt = usage.PromptTokens,
                Reasoning = usage.ReasoningTokens,
                Summary = usage.SummaryTokens,
                Peer = usage.PeerTokens,
                Discarded = usage.DiscardedTokens,
            },
            Rounds = ExchangeReader.Read(path.PathId, text, observed),
        };
    }
}
