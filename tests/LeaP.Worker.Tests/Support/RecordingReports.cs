using System.Threading.Channels;
using LeaP.Reasoning.Sessions;
using LeaP.Worker.Paths;

namespace LeaP.Worker.Tests.Support;

/// <summary>Keeps what paths tell, in order.</summary>
internal sealed class RecordingReports : IPathReports
{
    private readonly Channel<Told> _told = Channel.CreateUnbounded<Told>();

    /// <summary>What the router does when a summary comes; nothing by default.</summary>
    public Action<Told.Summary>? OnSummary { get; set; }

    /// <summary>True once the link has ended: every report fails.</summary>
    public bool HasEnded { get; set; }

    public ValueTask TextAsync(PathAttempt attempt, PathProgress progress, CancellationToken cancellationToken) =>
        Add(new Told.Text(attempt, progress));

    public ValueTask SummaryAsync(PathReport report, int round, string summary, CancellationToken cancellationToken)
    {
        var told = new Told.Summary(report, round, summary);
        ValueTask added = Add(told);
        OnSummary?.Invoke(told);
        return added;
    }

    public ValueTask FinishedAsync(
        PathReport report, PathFinishReason reason, string answer, CancellationToken cancellationToken) =>
        Add(new Told.Finished(report, reason, answer));

    public ValueTask FailedAsync(PathAttempt attempt, SessionFailure failure, CancellationToken cancellationToken) =>
        Add(new Told.Failed(attempt, failure));

    /// <summary>The next thing told.</summary>
    public Task<Told> NextAsync() => _told.Reader.ReadAsync(TestContext.Current.CancellationToken).Soon();

    /// <summary>Everything told so far and not read.</summary>
    public List<Told> TakeAll()
    {
        var all = new List<Told>();
        while (_told.Reader.TryRead(out Told? told))
        {
            all.Add(told);
        }

        return all;
    }

    private ValueTask Add(Told told) => HasEnded
        ? ValueTask.FromException(new LinkEndedException())
        : _told.Writer.WriteAsync(told);
}
