namespace LeaP.Inference.OnnxRuntime;

/// <summary>A job whose caller awaits a value.</summary>
/// <typeparam name="T">Type of the value.</typeparam>
internal abstract class AnsweringJob<T> : PathJob
{
    private readonly TaskCompletionSource<T> _answer = new(TaskCreationOptions.RunContinuationsAsynchronously);

    protected AnsweringJob(PathContext context, CancellationToken cancellationToken)
        : base(context, cancellationToken)
    {
    }

    /// <summary>What the caller awaits.</summary>
    public Task<T> Answer => _answer.Task;

    public override bool IsDone => _answer.Task.IsCompleted;

    public override void Cancel()
    {
        Leave();
        _answer.TrySetCanceled(CancellationToken);
    }

    public override void Fail(Exception error)
    {
        Leave();
        _answer.TrySetException(error);
    }

    protected void Complete(T value) => _answer.TrySetResult(value);

    /// <summary>Brings the context into the state it has when the job does not end well.</summary>
    protected virtual void Leave()
    {
    }
}
