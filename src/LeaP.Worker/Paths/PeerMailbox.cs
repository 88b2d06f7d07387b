namespace LeaP.Worker.Paths;

/// <summary>Where a path waits for the peers of its round. A block for an older round is no longer wanted.</summary>
/// <param name="time">The clock.</param>
internal sealed class PeerMailbox(TimeProvider time)
{
    private readonly Lock _gate = new();
    private int _round;
    private long? _allowance;
    private TaskCompletionSource<IReadOnlyList<string>>? _waiting;
    private (int Round, IReadOnlyList<string> Peers)? _early;

    /// <summary>Tokens the path may draw in all, as the newest block said; null when none did.</summary>
    public long? TokenAllowance
    {
        get
        {
            lock (_gate)
            {
                return _allowance;
            }
        }
    }

    /// <summary>Last round whose peers were taken out, or waited for in vain; 0 before the first.</summary>
    public int HeardRound
    {
        get
        {
            lock (_gate)
            {
                return _waiting is null ? _round : _round - 1;
            }
        }
    }

    /// <summary>Puts in the peers of a round.</summary>
    /// <param name="round">The round.</param>
    /// <param name="peers">Their summaries in the order to show them.</param>
    /// <param name="tokenAllowance">Tokens the path may draw in all from here on; null leaves it as it is.</param>
    public void Deliver(int round, IReadOnlyList<string> peers, long? tokenAllowance = null)
    {
        lock (_gate)
        {
            _allowance = tokenAllowance ?? _allowance;
            if (_waiting is not null && round == _round)
            {
                _waiting.TrySetResult(peers);
            }
            else if (round > _round)
            {
                _early = (round, peers);
            }
        }
    }

    /// <summary>Waits for the peers of a round.</summary>
    /// <param name="round">The round.</param>
    /// <param name="limit">Longest wait.</param>
    /// <param name="cancellationToken">Ends the wait.</param>
    /// <returns>The peers' summaries; null when none came in time, so that the path goes on alone.</returns>
    public async Task<IReadOnlyList<string>?> WaitAsync(int round, TimeSpan limit, CancellationToken cancellationToken)
    {
        Task<IReadOnlyList<string>> waiting;
        lock (_gate)
        {
            _round = round;
            if (_early is { } early && early.Round == round)
            {
                _early = null;
                return early.Peers;
            }

            _waiting = new TaskCompletionSource<IReadOnlyList<string>>(
                TaskCreationOptions.RunContinuationsAsynchronously);
            waiting = _waiting.Task;
        }

        try
        {
            return await waiting.WaitAsync(limit, time, cancellationToken);
        }
        catch (TimeoutException)
        {
            return null;
        }
        finally
        {
            lock (_gate)
            {
                _waiting = null;
            }
        }
    }
}
