namespace LeaP.Inference.OnnxRuntime;

/// <summary>A change of a context that needs no model run.</summary>
/// <typeparam name="T">What it gives.</typeparam>
internal sealed class ImmediateJob<T> : AnsweringJob<T>
{
    private readonly Func<ModelRunner, T> _change;

    public ImmediateJob(PathContext context, Func<ModelRunner, T> change, CancellationToken cancellationToken)
        : base(context, cancellationToken) => _change = change;

    public override void Begin(ModelRunner runner) => Complete(_change(runner));
}
