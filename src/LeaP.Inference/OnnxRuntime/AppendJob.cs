namespace LeaP.Inference.OnnxRuntime;

/// <summary>Appends text to a context and runs it through the model.</summary>
internal sealed class AppendJob : AnsweringJob<int>
{
    private readonly List<int> _ids;
    private readonly string? _text;
    private ContextCheckpoint? _checkpoint;

    /// <param name="context">The path.</param>
    /// <param name="ids">The text's tokens; at least one.</param>
    /// <param name="cancellationToken">Ends it; the context is then as before.</param>
    /// <param name="text">The text, where the tokens spell it in another form; null for what they spell.</param>
    public AppendJob(PathContext context, List<int> ids, CancellationToken cancellationToken, string? text = null)
        : base(context, cancellationToken)
    {
        _ids = ids;
        _text = text;
    }

    public override bool NeedsChunk => true;

    public override void Begin(ModelRunner runner)
    {
        runner.Attach(Context);
        _checkpoint = Context.Append(_ids, _text);
    }

    public override void OnChunk()
    {
        if (Context.PendingCount == 0)
        {
            Complete(_ids.Count);
        }
    }

    protected override void Leave()
    {
        if (_checkpoint is not null)
        {
            Context.Restore(_checkpoint);
        }
    }
}
