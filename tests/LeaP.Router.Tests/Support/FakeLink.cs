using System.Threading.Channels;
using LeaP.Reasoning.Sessions;
using LeaP.Router.Placement;
using LeaP.Router.Sessions;

namespace LeaP.Router.Tests.Support;

/// <summary>A worker that notes what it is told and does nothing.</summary>
internal sealed class FakeLink(string workerId, int slots, params string[] models) : IPlacementTarget
{
    private readonly Channel<Started> _started = Channel.CreateUnbounded<Started>();
    private readonly Channel<Heard> _heard = Channel.CreateUnbounded<Heard>();
    private readonly Channel<Cancelled> _cancelled = Channel.CreateUnbounded<Cancelled>();

    public string WorkerId => workerId;

    public int SlotCount => slots;

    public bool TakesPaths { get; set; } = true;

    /// <summary>True to refuse every start, as a link does that has ended.</summary>
    public bool HasEnded { get; set; }

    /// <summary>Called with the session whose paths start, while they start; null for nothing.</summary>
    public Action<string>? OnStart { get; set; }

    public bool Serves(string model) => models.Length == 0 || models.Contains(model);

    public bool StartPaths(ReasoningSession session, IReadOnlyList<PathAttempt> attempts)
    {
        if (HasEnded)
        {
            return false;
        }

        OnStart?.Invoke(session.SessionId);

        // The session goes on after this call, so what is looked at later is copied.
        Dictionary<int, string> texts = attempts.ToDictionary(
            attempt => attempt.PathIndex,
            attempt => string.Concat(session.Paths[attempt.PathIndex].Transcript.Select(segment => segment.Text)));
        _started.Writer.TryWrite(new Started(attempts, texts));
        return true;
    }

    public void SendPeers(int round, IReadOnlyList<PeerDelivery> deliveries) =>
        _heard.Writer.TryWrite(new Heard(
            round,
            deliveries.ToDictionary(
                delivery => delivery.Attempt,
                delivery => (IReadOnlyList<int>)[.. delivery.Peers.Select(peer => peer.PathIndex)])));

    public void CancelPaths(IReadOnlyList<PathAttempt> attempts, string reason) =>
        _cancelled.Writer.TryWrite(new Cancelled(attempts, reason));

    public Task<Started> NextStartAsync() => _started.Reader.ReadAsync(TestContext.Current.CancellationToken).Soon();

    public Task<Heard> NextPeersAsync() => _heard.Reader.ReadAsync(TestContext.Current.CancellationToken).Soon();

    public Task<Cancelled> NextCancelAsync() =>
        _cancelled.Reader.ReadAsync(TestContext.Current.CancellationToken).Soon();

    /// <summary>Paths started and the text each was given.</summary>
    internal sealed record Started(IReadOnlyList<PathAttempt> Attempts, IReadOnlyDictionary<int, string> Texts);

    /// <summary>A round's peers by attempt.</summary>
    internal sealed record Heard(int Round, IReadOnlyDictionary<PathAttempt, IReadOnlyList<int>> Peers);

    /// <summary>Paths told to stop.</summary>
    internal sealed record Cancelled(IReadOnlyList<PathAttempt> Attempts, string Reason);
}
