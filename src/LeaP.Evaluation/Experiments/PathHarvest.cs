using Grpc.Core;
using LeaP.Evaluation.Runs;
using LeaP.Protocol.Common.V1;
using LeaP.Protocol.Reasoning.V1;

namespace LeaP.Evaluation.Experiments;

/// <summary>Collects what independent paths wrote, right and wrong. Safe to use from several threads.</summary>
/// <param name="client">The router that holds the sessions.</param>
/// <param name="time">Bounds the calls.</param>
public sealed class PathHarvest(ReasoningService.ReasoningServiceClient client, TimeProvider time)
{
    private static readonly TimeSpan ReadLimit = TimeSpan.FromSeconds(60);
    private readonly List<HarvestedPath> _paths = [];
    private readonly Lock _gate = new();

    /// <summary>Paths so far, in no order.</summary>
    public IReadOnlyList<HarvestedPath> Paths
    {
        get
        {
            lock (_gate)
            {
                return [.. _paths];
            }
        }
    }

    /// <summary>Takes in the paths of a session that ended; one that did not work brings none.</summary>
    /// <param name="record">The session's record.</param>
    /// <param name="cancellationToken">Ends the call.</param>
    /// <exception cref="RpcException">The router does not give the session.</exception>
    public async Task AddAsync(RunRecord record, CancellationToken cancellationToken)
    {
        ArgumentNullException.ThrowIfNull(record);
        if (record.SessionId.Length == 0 || record.IsBroken)
        {
            return;
        }

        GetSessionResponse whole = await client.GetSessionAsync(
            new GetSessionRequest { SessionId = record.SessionId, View = SessionView.Full },
            new CallOptions(deadline: time.GetUtcNow().UtcDateTime + ReadLimit, cancellationToken: cancellationToken));
        Dictionary<string, bool> verdicts = record.Paths.ToDictionary(path => path.PathId, path => path.IsRight, StringComparer.Ordinal);
        HarvestedPath[] paths =
        [
            .. whole.Session.Paths
                .Where(path => verdicts.ContainsKey(path.PathId))
                .Select(path => new HarvestedPath(record.Problem, TextBehindPrompt(path.Transcript), verdicts[path.PathId])),
        ];
        lock (_gate)
        {
            _paths.AddRange(paths);
        }
    }

    private static string TextBehindPrompt(IEnumerable<TextSegment> transcript) =>
        string.Concat(transcript.Where(segment => segment.Kind != TextSegment.Types.Kind.Prompt).Select(segment => segment.Text));
}
