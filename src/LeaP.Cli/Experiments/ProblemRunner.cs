using Grpc.Core;
using LeaP.EmbeddedModel;
using LeaP.Protocol.Common.V1;
using LeaP.Protocol.Reasoning.V1;

namespace LeaP.Cli.Experiments;

/// <summary>Runs one problem as a client of the router would.</summary>
/// <param name="client">The router.</param>
/// <param name="plan">What is measured.</param>
/// <param name="time">Times sessions.</param>
internal sealed class ProblemRunner(ReasoningService.ReasoningServiceClient client, AccuracyPlan plan, TimeProvider time)
{
    /// <summary>Runs a problem under a setting. A session or call that fails is a record as well.</summary>
    /// <param name="setting">The setting.</param>
    /// <param name="problem">Position of the problem.</param>
    /// <param name="cancellationToken">Ends the session.</param>
    /// <exception cref="RpcException">The request is wrong, so no other would do better.</exception>
    public async Task<ProblemRecord> RunAsync(ExperimentSetting setting, int problem, CancellationToken cancellationToken)
    {
        long start = time.GetTimestamp();
        var paths = new Dictionary<string, ReasoningPath>(StringComparer.Ordinal);
        Session? session = null;
        string? failure = null;
        try
        {
            using AsyncServerStreamingCall<ReasonResponse> call =
                client.Reason(plan.CreateRequest(setting, problem), cancellationToken: cancellationToken);
            await foreach (ReasonResponse response in call.ResponseStream.ReadAllAsync(cancellationToken))
            {
                session = response.Event.SessionFinished?.Session ?? session;
                if (response.Event.PathFinished is { } finished)
                {
                    paths[finished.Path.PathId] = finished.Path;
                }
            }

            failure = FailureOf(session);
        }
        catch (RpcException exception) when (!cancellationToken.IsCancellationRequested && MayPass(exception.StatusCode))
        {
            failure = $"{exception.StatusCode}: {exception.Status.Detail}";
        }

        return Record(setting, problem, [.. paths.Values], session, failure) with
        {
            Seconds = time.GetElapsedTime(start).TotalSeconds,
        };
    }

    private static bool MayPass(StatusCode code) => code is StatusCode.Unavailable or StatusCode.ResourceExhausted
        or StatusCode.DeadlineExceeded or StatusCode.Internal or StatusCode.Aborted or StatusCode.Cancelled;

    private static string? FailureOf(Session? session) => session switch
    {
        null => "the stream ended before the session did",
        { State: SessionState.Succeeded } => null,
        { Failure: { } failure } => $"{failure.Reason}: {failure.Message}",
        _ => $"session ended as {session.State}",
    };

    private ProblemRecord Record(
        ExperimentSetting setting, int problem, ReasoningPath[] paths, Session? session, string? failure)
    {
        ChainProblem asked = plan.Problems[problem];
        IEnumerable<string> silent = Enumerable.Repeat("", Math.Max(0, plan.Paths - paths.Length));
        IEnumerable<TokenUsage> usages = paths.Select(path => path.Usage ?? new TokenUsage());
        return new ProblemRecord
        {
            Setting = setting.Name,
            Problem = problem,
            Text = asked.Text,
            Expected = asked.Answer,
            SessionId = session?.SessionId ?? "",
            PathAnswers = [.. paths.OrderBy(path => path.PathId, Rendering.PathOrder.Instance).Select(path => path.Answer), .. silent],
            Answer = session?.Answer?.Text ?? "",
            Failure = failure,
            ReasoningTokens = usages.Sum(usage => usage.ReasoningTokens),
            SummaryTokens = usages.Sum(usage => usage.SummaryTokens),
            PeerTokens = usages.Sum(usage => usage.PeerTokens),
            DiscardedTokens = usages.Sum(usage => usage.DiscardedTokens),
        };
    }
}
