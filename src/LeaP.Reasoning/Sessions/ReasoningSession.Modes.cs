using LeaP.Reasoning.Paths;

namespace LeaP.Reasoning.Sessions;

/// <content>Groups, layers, early decision and token budget.</content>
public sealed partial class ReasoningSession
{
    private int _layer = 1;

    /// <summary>Positions of the living paths that may run: those of the layers opened so far, or every path.</summary>
    public IReadOnlyList<int> RunnablePaths =>
    [
        .. _paths.Where(path => path.IsLive && (Settings.Mixture is null || path.Group <= _layer))
            .Select(path => path.Index),
    ];

    /// <summary>
    /// True when the session is to stop as soon as the vote can no longer change, and it can no longer change.
    /// </summary>
    public bool IsDecided
    {
        get
        {
            if (!Settings.StopWhenDecided || AllPathsEnded)
            {
                return false;
            }

            IReadOnlyList<Ballot> ballots = Ballot.Of(Settings, _paths);
            return _rule.IsDecided(
                [.. ballots.Where(ballot => !ballot.IsOpen).Select(ballot => ballot.Vote)],
                [.. ballots.Where(ballot => ballot.IsOpen).Select(ballot => ballot.LowestPath)]);
        }
    }

    /// <summary>Ends the paths that still live because the vote can no longer change.</summary>
    /// <returns>Their positions.</returns>
    public IReadOnlyList<int> StopDecided()
    {
        Note(new SessionInput { Kind = SessionInputKind.Decided });
        return EndLiving(_ => true, PathFinishReason.Decided);
    }

    /// <summary>Takes the last counts of a path that was stopped because the vote was decided.</summary>
    /// <param name="report">The report of its cancelled attempt.</param>
    /// <returns>False when the path was not stopped so, or the attempt is not its newest; nothing changed then.</returns>
    public bool TakeCounts(PathReport report)
    {
        ArgumentNullException.ThrowIfNull(report);
        int index = report.Attempt.PathIndex;
        if (index < 0
            || index >= _paths.Length
            || _paths[index] is not { FinishReason: PathFinishReason.Decided } path
            || path.Attempt != report.Attempt.Number)
        {
            return false;
        }

        Note(new SessionInput { Kind = SessionInputKind.Counted, PathIndex = index, Report = report });

        // A worker that was told to stop before it began knows of nothing since the last report.
        if (report.Usage.Drawn >= path.Usage.Drawn)
        {
            path.Usage = report.Usage;
            path.Confidence = report.Confidence ?? path.Confidence;
        }

        return true;
    }

    /// <summary>
    /// Opens the next layer of mode <c>moa</c> once every path of the present one has ended: its paths are told the
    /// answers of the layer before.
    /// </summary>
    /// <returns>Who hears whom; null while the layer runs, behind the last layer and in other modes.</returns>
    public RoutedRound? OpenLayer()
    {
        if (Settings.Mixture is not { } mixture
            || _layer >= mixture.Layers
            || _paths.Any(path => path.Group == _layer && path.IsLive))
        {
            return null;
        }

        Note(new SessionInput { Kind = SessionInputKind.LayerOpened });
        RoutedPeer[] answers =
        [
            .. _paths.Where(path => path.Group == _layer && path.State == PathState.Finished)
                .Select(path => new RoutedPeer(path.Index, 0.0, PathConclusion.AnswerSection(path.Transcript)) { Concluded = true })
                .Where(peer => peer.Summary.Length > 0),
        ];
        int heard = _layer++;
        ReasoningPath[] next = [.. _paths.Where(path => path.Group == _layer && path.IsLive)];
        foreach (ReasoningPath path in next)
        {
            path.LayerAnswers = answers;
        }

        CompletedRounds++;
        ShareBudget([.. _paths.Where(path => path.Group >= _layer && path.IsLive)]);
        return new RoutedRound(heard, [.. next.Select(path => new PathDelivery(path.Index, answers))], []);
    }

    /// <summary>
    /// Chooses the path of each group that goes on alone, once its groups have talked. It is the group's lowest that
    /// heard the last exchange or ended by itself with an answer; where there is none, the lowest that still runs. The
    /// released code goes on with the first path whatever became of it, so that a finished one is woken.
    /// </summary>
    private IReadOnlyList<int> RelieveGroups(int round)
    {
        if (Settings.Groups is null)
        {
            return [];
        }

        foreach (IGrouping<int, ReasoningPath> group in _paths.GroupBy(path => path.Group))
        {
            ReasoningPath? speaker =
                group.FirstOrDefault(path => path.HasConcluded || (path.IsLive && path.RoutedRound == round))
                ?? group.FirstOrDefault(path => path.IsLive);
            if (speaker is not null)
            {
                speaker.Speaks = true;
            }
        }

        return EndLiving(path => !path.Speaks, PathFinishReason.GroupDone);
    }

    private IReadOnlyList<int> EndLiving(Func<ReasoningPath, bool> ends, PathFinishReason reason)
    {
        ReasoningPath[] ended = [.. _paths.Where(path => path.IsLive && ends(path))];
        foreach (ReasoningPath path in ended)
        {
            path.State = PathState.Finished;
            path.FinishReason = reason;
        }

        return [.. ended.Select(path => path.Index)];
    }

    private void ShareBudget(IReadOnlyList<ReasoningPath> sharers)
    {
        if (Settings.TokenBudget > 0)
        {
            TokenShares.Share(Settings.TokenBudget, _paths, sharers);
        }
    }
}
