using System.Collections.Frozen;
using LeaP.Inference.Engines;
using LeaP.Inference.Slots;
using LeaP.Inference.Tokenizers;

namespace LeaP.Inference.OnnxRuntime;

/// <summary>A model that raw ONNX Runtime drives. All paths that draw run as one batch.</summary>
internal sealed class OnnxEngine : IModelEngine
{
    private readonly ModelGraph _graph;
    private readonly ByteLevelTokenizer _tokenizer;
    private readonly FrozenSet<int> _endTokens;
    private readonly SlotPool _slots;
    private readonly Lock _lock = new();
    private Task? _disposal;

    public OnnxEngine(
        ModelGraph graph,
        ByteLevelTokenizer tokenizer,
        IEnumerable<int> endTokens,
        KvShape shape,
        ModelDescription model,
        ChunkPace pace)
    {
        Model = model;
        _graph = graph;
        _tokenizer = tokenizer;
        _endTokens = endTokens.ToFrozenSet();
        _slots = new SlotPool(model.SlotCount, typeof(OnnxEngine));
        Runner = new ModelRunner(graph, shape, model.SlotCount, Counters, pace.Time);
        Loop = new DecodeLoop(Runner, new DrawCrew(Runner, graph.Threads), pace, graph.Interrupt);
    }

    public string Name => EngineNames.OnnxRuntime;

    public ModelDescription Model { get; }

    public EngineStatistics Statistics => Counters.Snapshot();

    internal EngineCounters Counters { get; } = new();

    internal ModelGraph Graph => _graph;

    internal ModelRunner Runner { get; }

    internal DecodeLoop Loop { get; }

    public int CountTokens(string text)
    {
        ArgumentChecks.CheckText(text, nameof(text));
        return _tokenizer.Encode(text).Count;
    }

    public async ValueTask<IReadOnlyList<IGeneration>> StartAsync(
        string prompt, IReadOnlyList<GenerationSettings> paths, CancellationToken cancellationToken)
    {
        ArgumentChecks.Check(prompt, paths, Model.SlotCount);
        List<int> ids = _tokenizer.Encode(prompt);
        if (ids.Count + 1 > Model.MaxContextTokens)
        {
            throw new ContextOverflowException(ids.Count + 1, Model.MaxContextTokens);
        }

        int[] slots = await _slots.TakeAsync(paths.Count, cancellationToken);
        var first = new PathContext(_tokenizer, slots[0], Model.MaxContextTokens, prompt.Length);
        try
        {
            await Submit(NewAppend(first, prompt, ids, cancellationToken));
            var generations = new IGeneration[paths.Count];
            generations[0] = Open(first, paths[0]);
            for (int i = 1; i < slots.Length; i++)
            {
                generations[i] = Open(await CopyAsync(first, slots[i], cancellationToken), paths[i]);
            }

            return generations;
        }
        catch
        {
            foreach (int slot in slots)
            {
                await ReleaseAsync(first, slot);
            }

            throw;
        }
    }

    public ValueTask DisposeAsync()
    {
        lock (_lock)
        {
            return new ValueTask(_disposal ??= StopAsync());
        }
    }

    internal List<int> Encode(string text) => _tokenizer.Encode(text);

    /// <summary>A job that appends a text.</summary>
    internal AppendJob NewAppend(PathContext context, string text, List<int> ids, CancellationToken cancellationToken)
        => new(context, ids, cancellationToken, _tokenizer.Respells(text) ? text : null);

    /// <summary>Logits behind tokens that are run through the model from nothing.</summary>
    internal async ValueTask<float[]> PrefillAsync(List<int> ids, CancellationToken cancellationToken)
    {
        int slot = (await _slots.TakeAsync(1, cancellationToken))[0];
        var context = new PathContext(_tokenizer, slot, Model.MaxContextTokens, promptLength: 0);
        try
        {
            await Submit(new AppendJob(context, ids, cancellationToken));
            return await Submit(new ImmediateJob<float[]>(context, _ => context.Logits!, cancellationToken));
        }
        finally
        {
            await ReleaseAsync(context, slot);
        }
    }

    internal async ValueTask<IGeneration> ForkAsync(
        PathContext context, GenerationSettings settings, CancellationToken cancellationToken)
    {
        int slot = (await _slots.TakeAsync(1, cancellationToken))[0];
        try
        {
            return Open(await CopyAsync(context, slot, cancellationToken), settings);
        }
        catch
        {
            await ReleaseAsync(context, slot);
            throw;
        }
    }

    /// <summary>Gives a slot back. Does nothing once the engine is disposed.</summary>
    internal async ValueTask ReleaseAsync(PathContext context, int slot)
    {
        var release = new ImmediateJob<bool>(context, runner => Free(runner, context, slot), CancellationToken.None);
        if (Loop.TrySubmit(release))
        {
            await ((Task)release.Answer).ConfigureAwait(ConfigureAwaitOptions.SuppressThrowing);
            _slots.Return(slot);
        }
    }

    internal Task<T> Submit<T>(AnsweringJob<T> job)
    {
        ObjectDisposedException.ThrowIf(!Loop.TrySubmit(job), this);
        return job.Answer;
    }

    private Task<PathContext> CopyAsync(PathContext context, int slot, CancellationToken cancellationToken)
        => Submit(new ImmediateJob<PathContext>(context, runner => runner.Fork(context, slot), cancellationToken));

    private bool Free(ModelRunner runner, PathContext context, int slot)
    {
        if (context.Slot == slot)
        {
            Loop.Abandon(context);
        }

        runner.Detach(slot);
        return true;
    }

    private OnnxGeneration Open(PathContext context, GenerationSettings settings)
        => new(this, context, new PathSampler(_endTokens, _tokenizer.IdCount, settings));

    private async Task StopAsync()
    {
        _slots.Dispose();
        await Loop.DisposeAsync();
        Runner.Dispose();
        _graph.Dispose();
    }
}
