using Microsoft.ML.OnnxRuntime;

namespace LeaP.Inference.OnnxRuntime;

/// <summary>
/// For graphs on a device that give back old and new K and V as one longer tensor. A row's tensors are never changed, so
/// that a fork shares those of its origin. One row runs at a time: others are of another length.
/// </summary>
internal sealed class GrowingDeviceBinding : CacheBinding
{
    private readonly ModelGraph _graph;
    private readonly DeviceMemory _device;
    private readonly SharedTensors?[] _rows;

    public GrowingDeviceBinding(ModelGraph graph, DeviceMemory device, int rows)
    {
        _graph = graph;
        _device = device;
        _rows = new SharedTensors?[rows];
    }

    public override bool TakesRaggedRows => false;

    public override bool AppendsBehindLongest => true;

    public override void Run(IReadOnlyList<OrtValue> tokens, int row, ReadOnlySpan<int> cached, int added, OrtValue logits)
    {
        int length = cached[0];
        SharedTensors past = Past(row, length);
        try
        {
            Set(row, new SharedTensors(_graph.RunGrowing(tokens, past.Values, logits), length + added));
        }
        finally
        {
            past.Release();
        }
    }

    public override void Copy(int from, int to, int length) => Set(to, _rows[from]?.Share());

    public override void Swap(int row, int length, int otherRow, int otherLength)
        => (_rows[row], _rows[otherRow]) = (_rows[otherRow], _rows[row]);

    public override void Dispose()
    {
        for (int row = 0; row < _rows.Length; row++)
        {
            Set(row, null);
        }

        _device.Dispose();
    }

    private SharedTensors Past(int row, int length)
    {
        if (_rows[row] is { } whole && whole.Length == length)
        {
            return whole.Share();
        }

        var cut = new SharedTensors([.. Enumerable.Range(0, _graph.CacheTensors).Select(_ => _device.Allocate(1, length))], length);
        if (length > 0)
        {
            _device.Copy(_rows[row]!.Values, cut.Values, length);
        }

        return cut;
    }

    private void Set(int row, SharedTensors? tensors)
    {
        _rows[row]?.Release();
        _rows[row] = tensors;
    }
}
