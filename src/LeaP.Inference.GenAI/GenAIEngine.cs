using System.Collections.Frozen;
using LeaP.Inference.Engines;
using LeaP.Inference.OnnxRuntime;
using LeaP.Inference.Slots;
using LeaP.Inference.Tokenizers;

namespace LeaP.Inference.GenAI;

/// <summary>
/// A model that ONNX Runtime GenAI drives, one sequence of its own for each path. Paths take turns with single runs: none
/// waits for more than one run of each other path. Tokens are drawn here, from the logits.
/// </summary>
internal sealed class GenAIEngine : IModelEngine
{
    private readonly ISequenceModel _model;
    private readonly ByteLevelTokenizer _tokenizer;
    private readonly FrozenSet<int> _endTokens;
    private readonly SlotPool _slots;
    private readonly SequenceRunner _runner;
    private readonly SemaphoreSlim _turn = new(1, 1);
    private readonly HashSet<GenAIGeneration> _open = [];
    private readonly Lock _lock = new();
    private Task? _disposal;
    private int _drawing;

    public GenAIEngine(
        ISequenceModel model,
        ByteLevelTokenizer tokenizer,
        IEnumerable<int> endTokens,
        ModelDescription description,
        ChunkPace pace)
    {
        Model = description;
        _model = model;
        _tokenizer = tokenizer;
        _endTokens = endTokens.ToFrozenSet();
        _slots = new SlotPool(description.SlotCount, typeof(GenAIEngine));
        _runner = new SequenceRunner(model, pace, Counters);
    }

    public string Name => EngineNames.GenAI;

    public ModelDescription Model { get; }

    public EngineStatistics Statistics => Counters.Snapshot();

    internal EngineCounters Counters { get; } = new();

    /// <summary>Paths that draw now.</summary>
    internal int DrawingPaths => Volatile.Read(ref _drawing);

    public int CountTokens(string text)
    {
        ArgumentChecks.CheckText(text, nameof(text));
        return _tokenizer.Encode(text).Count;
    }

    public async ValueTask<IReadOnlyList<IGeneration>> StartAsync(
        string prompt, IReadOnlyList<GenerationSettings> paths, CancellationToken cancellationToken)
    {
        ArgumentChecks.Check(prompt, paths, Model.SlotCount);
        int tokens = _tokenizer.Encode(prompt).Count;
        if (tokens + 1 > Model.MaxContextTokens)
        {
            throw new ContextOverflowException(tokens + 1, Model.MaxContextTokens);
        }

        int[] slots = await _slots.TakeAsync(paths.Count, cancellationToken);
        var generations = new List<GenAIGeneration>(paths.Count);
        try
        {
            GenAIGeneration first = Open(new PathContext(_tokenizer, slots[0], Model.MaxContextTokens, prompt.Length), paths[0]);
            generations.Add(first);
            await first.AppendAsync(prompt, cancellationToken);
            for (int i = 1; i < slots.Length; i++)
            {
                generations.Add(Open(Copy(first.Context, slots[i]), paths[i]));
            }

            return generations;
        }
        catch
        {
            foreach (GenAIGeneration generation in generations)
            {
                await generation.DisposeAsync();
            }

            foreach (int slot in slots.Skip(generations.Count))
            {
                _slots.Return(slot);
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

    /// <summary>Waits for the turn and does one run.</summary>
    /// <param name="run">The run.</param>
    /// <param name="cancellationToken">Ends the wait; a run is never broken off.</param>
    internal async Task TakeTurnAsync(Action<SequenceRunner> run, CancellationToken cancellationToken)
    {
        await _turn.WaitAsync(cancellationToken);
        try
        {
            run(_runner);
        }
        finally
        {
            _turn.Release();
        }
    }

    /// <summary>Counts a path as drawing until the result is disposed.</summary>
    internal Drawing Draw() => new(this);

    internal async Task<IGeneration> ForkAsync(
        PathContext context, GenerationSettings settings, CancellationToken cancellationToken)
    {
        int slot = (await _slots.TakeAsync(1, cancellationToken))[0];
        try
        {
            return Open(Copy(context, slot), settings);
        }
        catch
        {
            _slots.Return(slot);
            throw;
        }
    }

    internal async ValueTask ReleaseAsync(GenAIGeneration generation)
    {
        await generation.CloseAsync();
        lock (_lock)
        {
            // The engine's own disposal does not need the slot.
            if (!_open.Remove(generation))
            {
                return;
            }
        }

        _slots.Return(generation.Context.Slot);
    }

    private static PathContext Copy(PathContext context, int slot)
    {
        PathContext copy = context.Clone(slot);
        // A sequence cannot be copied. The logits can: the first token of a fork needs no run.
        copy.Evict();
        return copy;
    }

    private GenAIGeneration Open(PathContext context, GenerationSettings settings)
    {
        var generation = new GenAIGeneration(
            this, new PathSequence(context), new PathSampler(_endTokens, _tokenizer.IdCount, settings));
        lock (_lock)
        {
            ObjectDisposedException.ThrowIf(_disposal is not null, this);
            _open.Add(generation);
        }

        return generation;
    }

    private async Task StopAsync()
    {
        _slots.Dispose();
        GenAIGeneration[] open = [.. _open];
        _open.Clear();
        await Task.WhenAll(open.Select(generation => generation.CloseAsync()));
        _model.Dispose();
    }

    /// <summary>A path that draws.</summary>
    internal readonly struct Drawing : IDisposable
    {
        private readonly GenAIEngine _engine;

        public Drawing(GenAIEngine engine)
        {
            _engine = engine;
            Interlocked.Increment(ref engine._drawing);
        }

        public void Dispose() => Interlocked.Decrement(ref _engine._drawing);
    }
}
