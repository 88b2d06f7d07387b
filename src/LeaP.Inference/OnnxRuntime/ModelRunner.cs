using System.Diagnostics;
using LeaP.Inference.Engines;
using Microsoft.ML.OnnxRuntime;

namespace LeaP.Inference.OnnxRuntime;

/// <summary>Runs contexts through the model. Used by the decode loop only.</summary>
internal sealed class ModelRunner : IDisposable
{
    /// <summary>Most tokens of one context in one run, so that others get their turn in between.</summary>
    public const int ChunkTokens = 128;

    private readonly ModelGraph _graph;
    private readonly KvShape _shape;
    private readonly KvArena _arena;
    private readonly RowMap _rows;
    private readonly PathContext?[] _contexts;
    private readonly EngineCounters _counters;
    private readonly TokenInputs _inputs;
    private readonly LogitsBuffer _logits;
    private readonly List<int> _slots = [];
    private OrtValue[] _window = [];
    private (int Start, int Count) _windowRows;

    public ModelRunner(ModelGraph graph, KvShape shape, EngineCounters counters)
    {
        _graph = graph;
        _shape = shape;
        _counters = counters;
        _arena = new KvArena(shape);
        _rows = new RowMap(shape.Rows);
        _contexts = new PathContext?[shape.Rows];
        _inputs = new TokenInputs(graph.TakesPositions);
        _logits = new LogitsBuffer(graph.LogitsType, graph.VocabularySize);
    }

    /// <summary>Tokens run through the model for a context, those run once more included.</summary>
    public long FedTokens { get; private set; }

    /// <summary>Lets a context own its slot.</summary>
    public void Attach(PathContext context) => _contexts[context.Slot] = context;

    /// <summary>Frees a slot.</summary>
    public void Detach(int slot) => _contexts[slot] = null;

    /// <summary>Copies a context into a free slot.</summary>
    public PathContext Fork(PathContext context, int slot)
    {
        _arena.Copy(_rows.RowOf(context.Slot), _rows.RowOf(slot), context.CachedCount);
        _counters.AddForked(context.CachedCount);
        PathContext copy = context.Clone(slot);
        Attach(copy);
        return copy;
    }

    /// <summary>Runs the next pending tokens of one context; sets its logits when none is left.</summary>
    public void RunChunk(PathContext context)
    {
        int count = Math.Min(context.PendingCount, ChunkTokens);
        _inputs.Reset(1, count, context.CachedCount + count);
        _inputs.SetLength(0, context.CachedCount + count);
        for (int i = 0; i < count; i++)
        {
            _inputs.SetToken(0, i, context.Pending[i].Id);
        }

        Run(_rows.RowOf(context.Slot), 1, _graph.LogitsOfLastTokenOnly ? 1 : count);
        FedTokens += count;
        _counters.AddPrefilled(context.Cached(count));
        if (context.PendingCount == 0)
        {
            context.Logits = _logits.At(_graph.LogitsOfLastTokenOnly ? 0 : count - 1).ToArray();
        }
    }

    /// <summary>Runs the one pending token of each context as one batch.</summary>
    public void RunStep(IReadOnlyList<PathContext> batch)
    {
        _slots.Clear();
        foreach (PathContext context in batch)
        {
            _slots.Add(context.Slot);
        }

        (int start, int count) = _rows.Gather(_slots, Swap);
        _inputs.Reset(count, 1, LongestRow(start, count));
        for (int row = start; row < start + count; row++)
        {
            // A row that does not decode gets a token behind its end, which its next own token overwrites.
            _inputs.SetToken(row - start, 0, 0);
            _inputs.SetLength(row - start, CachedAt(row) + 1);
        }

        foreach (PathContext context in batch)
        {
            _inputs.SetToken(_rows.RowOf(context.Slot) - start, 0, context.Pending[0].Id);
        }

        long began = Stopwatch.GetTimestamp();
        Run(start, count, 1);
        FedTokens += batch.Count;
        _counters.AddStep(Stopwatch.GetElapsedTime(began));
        foreach (PathContext context in batch)
        {
            _counters.AddPrefilled(context.Cached(1));
        }
    }

    /// <summary>Logits behind the last token of a context of the last step's batch.</summary>
    public ReadOnlySpan<float> LogitsOf(PathContext context) => _logits.At(_rows.RowOf(context.Slot) - _windowRows.Start);

    public void Dispose()
    {
        CloseWindow();
        _arena.Dispose();
    }

    private int LongestRow(int start, int count)
    {
        int longest = 0;
        for (int row = start; row < start + count; row++)
        {
            PathContext? context = _contexts[_rows.SlotAt(row)];
            if (context?.CachedCount == _shape.Capacity)
            {
                // Its row has no room for the token behind its end: it gives up its last one.
                context.Uncache();
            }

            longest = Math.Max(longest, CachedAt(row) + 1);
        }

        return longest;
    }

    private int CachedAt(int row) => _contexts[_rows.SlotAt(row)]?.CachedCount ?? 0;

    private void Swap(int row, int otherRow) => _arena.Swap(row, CachedAt(row), otherRow, CachedAt(otherRow));

    private void Run(int row, int rows, int logitsPerRow)
    {
        OpenWindow(row, rows);
        OrtValue[] tokens = _inputs.Tensors();
        try
        {
            using OrtValue logits = _logits.Tensor(rows, logitsPerRow);
            _graph.Run(tokens, _window, logits);
        }
        finally
        {
            foreach (OrtValue value in tokens)
            {
                value.Dispose();
            }
        }
    }

    private void OpenWindow(int start, int count)
    {
        if (_window.Length == 0 || _windowRows != (start, count))
        {
            CloseWindow();
            _window = [.. Enumerable.Range(0, _shape.Tensors).Select(tensor => _arena.View(tensor, start, count))];
            _windowRows = (start, count);
        }
    }

    private void CloseWindow()
    {
        foreach (OrtValue view in _window)
        {
            view.Dispose();
        }

        _window = [];
    }
}
