using LeaP.Inference.Sampling;

namespace LeaP.Inference.OnnxRuntime;

/// <summary>Something the decode loop does for one path. All members are for the loop, but <see cref="Draw"/> for its threads.</summary>
internal abstract class PathJob
{
    protected PathJob(PathContext context, CancellationToken cancellationToken)
    {
        Context = context;
        CancellationToken = cancellationToken;
    }

    /// <summary>The path.</summary>
    public PathContext Context { get; }

    /// <summary>Ends the job.</summary>
    public CancellationToken CancellationToken { get; }

    /// <summary>Whether its caller has an answer.</summary>
    public abstract bool IsDone { get; }

    /// <summary>Whether pending tokens must be run before it can go on.</summary>
    public virtual bool NeedsChunk => false;

    /// <summary>Whether it waits for logits to draw from.</summary>
    public virtual bool Draws => false;

    /// <summary>First step.</summary>
    public abstract void Begin(ModelRunner runner);

    /// <summary>Goes on after pending tokens were run.</summary>
    public virtual void OnChunk()
    {
    }

    /// <summary>Draws a token from logits. Jobs of other paths may do so at the same time.</summary>
    /// <param name="sampler">The thread's own.</param>
    /// <param name="logits">Logits behind the context.</param>
    public virtual void Draw(TokenSampler sampler, ReadOnlySpan<float> logits)
    {
    }

    /// <summary>Goes on with the token that was drawn.</summary>
    public virtual void OnDrawn()
    {
    }

    /// <summary>Answers that it was cancelled.</summary>
    public abstract void Cancel();

    /// <summary>Answers with an error.</summary>
    public abstract void Fail(Exception error);

    /// <summary>Does something for the job. Whatever goes wrong is its caller's to know; the loop goes on for the others.</summary>
    public void Try(Action action)
    {
        try
        {
            action();
        }
        catch (Exception error)
        {
            Fail(error);
        }
    }
}
