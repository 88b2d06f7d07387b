namespace LeaP.Inference.OnnxRuntime;

/// <summary>
/// One turn of the decode loop: jobs get seats, one chunk of pending tokens is run for one job, then one batched step for
/// all paths that draw. Sessions take turns with chunks and share seats evenly, however many paths each has.
/// </summary>
internal sealed class DecodeTurn(ModelRunner runner, DrawCrew crew, ChunkPace pace)
{
    private readonly List<PathJob> _waiting = [];
    private readonly List<PathJob> _drawing = [];
    private readonly List<PathContext> _batch = [];
    private long _turn;

    /// <summary>Runs the turn.</summary>
    /// <param name="active">Jobs in the order they came.</param>
    public void Run(List<PathJob> active)
    {
        _turn++;
        Seat(active);
        RunOneChunk(active);
        RunOneStep(active);
    }

    private void Seat(List<PathJob> active)
    {
        _waiting.Clear();
        foreach (PathJob job in active)
        {
            if (job.IsDone || !(job.NeedsChunk || job.Draws))
            {
                continue;
            }

            if (!job.Context.IsSeated || !runner.Seats.TrySeat(job.Context))
            {
                _waiting.Add(job);
            }
        }

        while (_waiting.Count > 0)
        {
            // The earliest job of the session that has the fewest paths at work.
            PathJob next = _waiting.MinBy(job => runner.Seats.BusySeats(job.Context.Share))!;
            if (!runner.Seats.TrySeat(next.Context))
            {
                return;
            }

            _waiting.Remove(next);
        }
    }

    private void RunOneChunk(List<PathJob> active)
    {
        PathJob? next = null;
        bool othersDraw = false;
        foreach (PathJob job in active)
        {
            if (job.IsDone || !job.Context.IsSeated)
            {
                continue;
            }

            othersDraw |= job.Draws && !job.NeedsChunk;
            if (job.NeedsChunk && (next is null || job.Context.Share.LastChunk < next.Context.Share.LastChunk))
            {
                next = job;
            }
        }

        if (next is null)
        {
            return;
        }

        next.Context.Share.LastChunk = _turn;
        int tokens = Math.Min(next.Context.PendingCount, pace.Tokens(othersDraw));
        next.Try(() =>
        {
            pace.Measure(tokens, () => runner.RunChunk(next.Context, tokens));
            next.OnChunk();
        });
    }

    private void RunOneStep(List<PathJob> active)
    {
        _drawing.Clear();
        foreach (PathJob job in active)
        {
            if (job.Draws && !job.IsDone && job.Context.Logits is { } ready)
            {
                crew.Draw(job, ready);
            }

            if (job.Draws && !job.IsDone && !job.NeedsChunk && job.Context.IsSeated)
            {
                _drawing.Add(job);
            }
        }

        for (int first = 0; first < _drawing.Count; first += runner.LargestBatch)
        {
            Step(first, Math.Min(_drawing.Count, first + runner.LargestBatch));
        }
    }

    private void Step(int first, int end)
    {
        _batch.Clear();
        for (int i = first; i < end; i++)
        {
            _batch.Add(_drawing[i].Context);
        }

        try
        {
            runner.RunStep(_batch);
        }
        catch (Exception error)
        {
            for (int i = first; i < end; i++)
            {
                _drawing[i].Fail(error);
            }

            return;
        }

        crew.Draw(_drawing, first, end);
    }
}
