using Microsoft.ML.OnnxRuntime;

namespace LeaP.Inference.OnnxRuntime;

/// <summary>For graphs that write new K and V into the memory they read the old from: rows of the cache are bound as they lie.</summary>
internal sealed class InPlaceBinding(ModelGraph graph, IKvMemory memory) : CacheBinding
{
    private OrtValue[] _window = [];
    private (int Row, int Count) _rows;

    public override bool TakesRaggedRows => true;

    public override bool AppendsBehindLongest => false;

    public override void Run(IReadOnlyList<OrtValue> tokens, int row, ReadOnlySpan<int> cached, int added, OrtValue logits)
    {
        if (_window.Length == 0 || _rows != (row, cached.Length))
        {
            CloseWindow();
            int count = cached.Length;
            _window = [.. Enumerable.Range(0, memory.Shape.Tensors).Select(tensor => memory.View(tensor, row, count))];
            _rows = (row, count);
        }

        graph.Run(tokens, _window, _window, logits);
    }

    public override void Copy(int from, int to, int length) => memory.Copy(from, to, length);

    public override void Swap(int row, int length, int otherRow, int otherLength)
        => memory.Swap(row, length, otherRow, otherLength);

    public override void Dispose()
    {
        CloseWindow();
        memory.Dispose();
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
