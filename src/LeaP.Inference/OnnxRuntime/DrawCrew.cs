using LeaP.Inference.Sampling;

namespace LeaP.Inference.OnnxRuntime;

/// <summary>
/// Draws the tokens of one step, for several paths at once where the vocabulary is large. Which thread draws for which path
/// changes nothing: every path has its own random numbers.
/// </summary>
internal sealed class DrawCrew
{
    // Below this, to wake another thread takes as long as to draw.
    private const int LogitsWorthSharing = 1 << 17;

    private readonly ModelRunner _runner;
    private readonly TokenSampler[] _samplers;
    private readonly float[][] _rooms;
    private readonly ParallelOptions _options;
    private readonly Action<int> _work;
    private List<PathJob> _jobs = [];
    private int _next;
    private int _end;

    /// <param name="runner">Has the logits.</param>
    /// <param name="threads">Most threads that draw at once, 1 or more.</param>
    public DrawCrew(ModelRunner runner, int threads)
    {
        _runner = runner;
        _samplers = [.. Enumerable.Range(0, threads).Select(static _ => new TokenSampler())];
        _rooms = [.. _samplers.Select(_ => runner.NewLogitsRoom())];
        _options = new ParallelOptions { MaxDegreeOfParallelism = threads };
        _work = Work;
    }

    /// <summary>Sees the logits each token is drawn from.</summary>
    public LogitsObserver? Observer { get; set; }

    /// <summary>Whether several threads share the draws of a step.</summary>
    /// <param name="paths">Its paths.</param>
    /// <param name="vocabulary">Logits of each.</param>
    public static bool Shares(int paths, int vocabulary) => (long)paths * vocabulary >= LogitsWorthSharing;

    /// <summary>Draws for one job from logits that it kept.</summary>
    public void Draw(PathJob job, ReadOnlySpan<float> logits)
    {
        Observe(job, logits);
        Draw(job, _samplers[0], logits);
        GoOn(job);
    }

    /// <summary>Draws for the jobs of the last step's batch.</summary>
    /// <param name="jobs">Jobs, those of the batch among them.</param>
    /// <param name="first">First of the batch.</param>
    /// <param name="end">Behind the last of the batch.</param>
    public void Draw(List<PathJob> jobs, int first, int end)
    {
        for (int i = first; i < end && Observer is not null; i++)
        {
            Observe(jobs[i], _runner.LogitsOf(jobs[i].Context, _rooms[0]));
        }

        (_jobs, _next, _end) = (jobs, first - 1, end);
        int threads = Math.Min(_samplers.Length, end - first);
        if (threads > 1 && Shares(end - first, _runner.VocabularySize))
        {
            Parallel.For(0, threads, _options, _work);
        }
        else
        {
            Work(0);
        }

        for (int i = first; i < end; i++)
        {
            GoOn(jobs[i]);
        }
    }

    private static void Draw(PathJob job, TokenSampler sampler, ReadOnlySpan<float> logits)
    {
        try
        {
            job.Draw(sampler, logits);
        }
        catch (Exception error)
        {
            job.Fail(error);
        }
    }

    private static void GoOn(PathJob job)
    {
        if (!job.IsDone)
        {
            job.Try(job.OnDrawn);
        }
    }

    private void Work(int thread)
    {
        // Whoever is free takes the next path: a thread that wakes late finds nothing left to do.
        for (int i = Interlocked.Increment(ref _next); i < _end; i = Interlocked.Increment(ref _next))
        {
            Draw(_jobs[i], _samplers[thread], _runner.LogitsOf(_jobs[i].Context, _rooms[thread]));
        }
    }

    private void Observe(PathJob job, ReadOnlySpan<float> logits)
    {
        try
        {
            Observer?.Invoke(job.Context, logits);
        }
        catch (Exception error)
        {
            job.Fail(error);
        }
    }
}
