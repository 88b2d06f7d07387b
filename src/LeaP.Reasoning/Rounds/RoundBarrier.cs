namespace LeaP.Reasoning.Rounds;

/// <summary>
/// Where the paths of one session meet: holds which live paths the current round waits for and what the others
/// reported. Knows no clock; whoever does calls <see cref="Close"/> when a round has waited long enough.
/// Not safe to share between threads.
/// </summary>
public sealed class RoundBarrier
{
    private readonly SortedSet<int> _live;
    private readonly SortedDictionary<int, string> _summaries = [];
    private readonly Dictionary<(int Path, int Round), ReportResult> _closed = [];

    /// <summary>Opens the first round.</summary>
    /// <param name="livePaths">The paths that will report, each once.</param>
    /// <param name="round">The round to begin with, from 0; later than 0 when a session is taken up again.</param>
    /// <exception cref="ArgumentException">A path is named twice.</exception>
    /// <exception cref="ArgumentOutOfRangeException">A path or the round is negative.</exception>
    public RoundBarrier(IEnumerable<int> livePaths, int round = 0)
    {
        ArgumentNullException.ThrowIfNull(livePaths);
        ArgumentOutOfRangeException.ThrowIfNegative(round);
        Round = round;
        _live = [];
        foreach (int path in livePaths)
        {
            if (!Join(path))
            {
                throw new ArgumentException($"Path {path} is named twice.", nameof(livePaths));
            }
        }
    }

    /// <summary>The current round, from 0.</summary>
    public int Round { get; private set; }

    /// <summary>The paths that still reason, in index order.</summary>
    public IReadOnlyList<int> Live => [.. _live];

    /// <summary>The live paths that have not reported the current round, in index order.</summary>
    public IReadOnlyList<int> Awaited => [.. _live.Where(path => !_summaries.ContainsKey(path))];

    /// <summary>Whether somebody reported and nobody is awaited any more.</summary>
    public bool IsComplete => _summaries.Count > 0 && _summaries.Count == _live.Count;

    /// <summary>Takes a path's summary of a round.</summary>
    /// <param name="pathIndex">The path.</param>
    /// <param name="round">The round the path means.</param>
    /// <param name="summary">The summary, without tags.</param>
    public ReportResult Report(int pathIndex, int round, string summary)
    {
        ArgumentNullException.ThrowIfNull(summary);
        if (!_live.Contains(pathIndex))
        {
            return ReportResult.UnknownPath;
        }

        if (round != Round)
        {
            return _closed.GetValueOrDefault((pathIndex, round), ReportResult.WrongRound);
        }

        return _summaries.TryAdd(pathIndex, summary) ? ReportResult.Accepted : ReportResult.Duplicate;
    }

    /// <summary>
    /// Takes a path out of this and all later rounds, with what it reported: it finished, failed or is being moved.
    /// A path moved after its report may as well stay, since nothing more is expected of it in this round.
    /// </summary>
    /// <param name="pathIndex">The path.</param>
    /// <returns>Whether the path was live.</returns>
    public bool Remove(int pathIndex)
    {
        _summaries.Remove(pathIndex);
        return _live.Remove(pathIndex);
    }

    /// <summary>Lets a path take part from the current round on: a new one, or one that was moved.</summary>
    /// <param name="pathIndex">The path.</param>
    /// <returns>Whether the path was not live before.</returns>
    /// <exception cref="ArgumentOutOfRangeException"><paramref name="pathIndex"/> is negative.</exception>
    public bool Join(int pathIndex)
    {
        ArgumentOutOfRangeException.ThrowIfNegative(pathIndex);
        return _live.Add(pathIndex);
    }

    /// <summary>
    /// Ends the current round with those who reported, complete or not, and opens the next. Paths that were awaited
    /// stay live: they are late for this round and expected in the next.
    /// </summary>
    /// <param name="nextRound">The next round with an exchange; when not given, the current one plus 1.</param>
    /// <exception cref="ArgumentOutOfRangeException"><paramref name="nextRound"/> does not lie behind the current round.</exception>
    public RoundOutcome Close(int? nextRound = null)
    {
        int next = nextRound ?? Round + 1;
        ArgumentOutOfRangeException.ThrowIfLessThanOrEqual(next, Round, nameof(nextRound));
        var outcome = new RoundOutcome(
            Round,
            [.. _summaries.Select(entry => new RoundEntry(entry.Key, entry.Value))],
            Awaited);
        foreach (int path in _live)
        {
            _closed[(path, Round)] = _summaries.ContainsKey(path) ? ReportResult.Duplicate : ReportResult.Late;
        }

        _summaries.Clear();
        Round = next;
        return outcome;
    }
}
