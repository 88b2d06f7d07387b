using LeaP.Inference.Engines;
using Microsoft.ML.OnnxRuntime;

namespace LeaP.Inference.OnnxRuntime;

/// <summary>Runs contexts through the model. Used by the decode loop only.</summary>
internal sealed class ModelRunner : IDisposable
{
    private readonly ModelGraph _graph;
    private readonly KvShape _shape;
    private readonly CacheBinding _binding;
    private readonly KvSeats _seats;
    private readonly RowMap _rows;
    private readonly PathContext?[] _contexts;
    private readonly EngineCounters _counters;
    private readonly TimeProvider _time;
    private readonly TokenInputs _inputs;
    private readonly LogitsBuffer _logits;
    private readonly List<int> _batchSeats = [];
    private readonly int[] _cached;
    private int _firstRow;

    /// <param name="graph">The model.</param>
    /// <param name="shape">The KV cache; its rows are the contexts that can be in memory at once.</param>
    /// <param name="slots">Contexts that can exist at once, at least as many as rows.</param>
    /// <param name="counters">Gets what was run.</param>
    /// <param name="time">The clock.</param>
    public ModelRunner(ModelGraph graph, KvShape shape, int slots, EngineCounters counters, TimeProvider time)
    {
        _time = time;
        _graph = graph;
        _shape = shape;
        _counters = counters;
        _binding = CacheBinding.Create(graph, shape);
        _seats = new KvSeats(shape.Rows, counters);
        _rows = new RowMap(shape.Rows);
        _contexts = new PathContext?[slots];
        _cached = new int[shape.Rows];
        _inputs = new TokenInputs(graph.TakesPositions);
        _logits = new LogitsBuffer(graph.LogitsType, graph.VocabularySize);
    }

    /// <summary>Tokens run through the model for a context, those run once more included.</summary>
    public long FedTokens { get; private set; }

    /// <summary>Time spent in model runs.</summary>
    public TimeSpan TimeInModel { get; private set; }

    /// <summary>Most contexts that one step can take.</summary>
    public int LargestBatch => _binding.TakesRaggedRows ? _shape.Rows : 1;

    /// <summary>Logits per token.</summary>
    public int VocabularySize => _graph.VocabularySize;

    /// <summary>Who has KV in memory.</summary>
    public KvSeats Seats => _seats;

    /// <summary>Lets a context own its slot.</summary>
    public void Attach(PathContext context) => _contexts[context.Slot] = context;

    /// <summary>Frees a slot and the memory of its context.</summary>
    public void Detach(int slot)
    {
        if (_contexts[slot] is { } context)
        {
            _seats.Leave(context);
            _contexts[slot] = null;
        }
    }

    /// <summary>Copies a context into a free slot; its KV too, where both find room in memory.</summary>
    public PathContext Fork(PathContext context, int slot)
    {
        PathContext copy = context.Clone(slot);
        Attach(copy);
        if (context.IsSeated && _seats.TrySeat(copy, mayEvict: false))
        {
            _binding.Copy(RowOf(context), RowOf(copy), context.CachedCount);
            _counters.AddForked(context.CachedCount);
        }
        else
        {
            copy.Evict();
        }

        return copy;
    }

    /// <summary>Runs the next pending tokens of one context; sets its logits when none is left.</summary>
    /// <param name="context">The context; it has a seat.</param>
    /// <param name="count">Tokens, at most as many as are pending.</param>
    public void RunChunk(PathContext context, int count)
    {
        int cached = context.CachedCount;
        _inputs.Reset(1, count, cached + count, _binding.AppendsBehindLongest);
        _inputs.SetLength(0, cached + count);
        for (int i = 0; i < count; i++)
        {
            _inputs.SetToken(0, i, context.Pending[i].Id);
        }

        _cached[0] = cached;
        Run(RowOf(context), 1, count, _graph.LogitsOfLastTokenOnly ? 1 : count);
        Count(context, count);
        if (context.PendingCount == 0)
        {
            context.Logits = _logits.CopyAt(_graph.LogitsOfLastTokenOnly ? 0 : count - 1);
        }
    }

    /// <summary>Runs the one pending token of each context as one batch.</summary>
    /// <param name="batch">Contexts with a seat each; at most <see cref="LargestBatch"/>.</param>
    public void RunStep(IReadOnlyList<PathContext> batch)
    {
        _batchSeats.Clear();
        foreach (PathContext context in batch)
        {
            _batchSeats.Add(context.Seat);
        }

        (int start, int count) = _rows.Gather(_batchSeats, Swap);
        _inputs.Reset(count, 1, LongestRow(start, count), _binding.AppendsBehindLongest);
        for (int i = 0; i < count; i++)
        {
            // A row that does not decode gets a token behind its end, which its next own token overwrites.
            _inputs.SetToken(i, 0, 0);
            _inputs.SetLength(i, _cached[i] + 1);
        }

        foreach (PathContext context in batch)
        {
            _inputs.SetToken(RowOf(context) - start, 0, context.Pending[0].Id);
        }

        long began = _time.GetTimestamp();
        Run(start, count, 1, 1);
        _counters.AddStep(_time.GetElapsedTime(began));
        foreach (PathContext context in batch)
        {
            Count(context, 1);
        }
    }

    /// <summary>Logits behind the last token of a context of the last step's batch. Any thread may ask until the next run.</summary>
    /// <param name="context">The context.</param>
    /// <param name="room">The thread's own, from <see cref="NewLogitsRoom"/>.</param>
    public ReadOnlySpan<float> LogitsOf(PathContext context, float[] room) => _logits.At(RowOf(context) - _firstRow, room);

    /// <summary>Room that a thread brings to <see cref="LogitsOf"/>.</summary>
    public float[] NewLogitsRoom() => _logits.NewRoom();

    public void Dispose() => _binding.Dispose();

    private void Count(PathContext context, int tokens)
    {
        FedTokens += tokens;
        _counters.AddRestored(context.LostAmong(tokens));
        _counters.AddPrefilled(context.Cached(tokens));
    }

    private int LongestRow(int start, int count)
    {
        int longest = 0;
        for (int i = 0; i < count; i++)
        {
            PathContext? context = _seats.At(_rows.SeatAt(start + i));
            if (context?.CachedCount == _shape.Capacity)
            {
                // Its row has no room for the token behind its end: it gives up its last one.
                context.Uncache();
            }

            _cached[i] = context?.CachedCount ?? 0;
            longest = Math.Max(longest, _cached[i] + 1);
        }

        return longest;
    }

    private int RowOf(PathContext context) => _rows.RowOf(context.Seat);

    private int CachedAt(int row) => _seats.At(_rows.SeatAt(row))?.CachedCount ?? 0;

    private void Swap(int row, int otherRow) => _binding.Swap(row, CachedAt(row), otherRow, CachedAt(otherRow));

    private void Run(int row, int rows, int added, int logitsPerRow)
    {
        _firstRow = row;
        OrtValue[] tokens = _inputs.Tensors();
        try
        {
            using OrtValue logits = _logits.Tensor(rows, logitsPerRow);
            long start = _time.GetTimestamp();
            _binding.Run(tokens, row, _cached.AsSpan(0, rows), added, logits);
            TimeInModel += _time.GetElapsedTime(start);
        }
        finally
        {
            foreach (OrtValue value in tokens)
            {
                value.Dispose();
            }
        }
    }
}
