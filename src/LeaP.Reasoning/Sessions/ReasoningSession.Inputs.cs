namespace LeaP.Reasoning.Sessions;

/// <content>What changed the session, so that it can be built again elsewhere.</content>
public sealed partial class ReasoningSession
{
    private readonly List<SessionInput> _inputs = [];

    /// <summary>Everything that changed the session so far, in order. What ends it as a whole is not among them.</summary>
    public IReadOnlyList<SessionInput> Inputs => _inputs;

    /// <summary>Lets happen again what happened to a session with the same settings.</summary>
    /// <param name="input">What happened.</param>
    /// <exception cref="InvalidOperationException">It cannot follow what happened here so far.</exception>
    public void Apply(SessionInput input)
    {
        int noted = _inputs.Count;
        bool applies = true;
        switch (input.Kind)
        {
            case SessionInputKind.Placed:
                Place(input.PathIndex, input.WorkerId);
                break;
            case SessionInputKind.Displaced:
                Displace(input.PathIndex);
                break;
            case SessionInputKind.Summarized when input.Report is { } report:
                SummaryVerdict verdict = TakeSummary(report, input.Round, input.Summary);
                applies = verdict is SummaryVerdict.Counted or SummaryVerdict.Late;
                break;
            case SessionInputKind.RoundClosed:
                CloseRound();
                break;
            case SessionInputKind.Finished when input.Report is { } report:
                applies = FinishPath(report, input.Reason, input.Answer);
                break;
            case SessionInputKind.Failed when input.Failure is { } failure:
                FailPath(input.PathIndex, failure);
                break;
            case SessionInputKind.Decided:
                StopDecided();
                break;
            case SessionInputKind.Counted when input.Report is { } report:
                applies = TakeCounts(report);
                break;
            case SessionInputKind.LayerOpened:
                applies = OpenLayer() is not null;
                break;
            case SessionInputKind.EndTold:
                TellEnd(input.PathIndex);
                break;
            default:
                applies = false;
                break;
        }

        if (!applies || _inputs.Count != noted + 1)
        {
            throw new InvalidOperationException(
                $"Input {noted + 1} of session {SessionId}, {input.Kind}, does not follow what happened before.");
        }
    }

    /// <summary>Notes that the session's readers were told of a path's end.</summary>
    /// <param name="pathIndex">The path; it has ended.</param>
    /// <exception cref="InvalidOperationException">The path lives.</exception>
    public void TellEnd(int pathIndex)
    {
        if (_paths[pathIndex].IsLive)
        {
            throw new InvalidOperationException($"Path {pathIndex} has not ended.");
        }

        _paths[pathIndex].IsEndTold = true;
        Note(new SessionInput { Kind = SessionInputKind.EndTold, PathIndex = pathIndex });
    }

    private void Note(SessionInput input) => _inputs.Add(input);
}
