using Microsoft.ML.OnnxRuntime;

namespace LeaP.Inference.OnnxRuntime;

/// <summary>The token inputs of one run: ids, attention mask and, where the graph wants them, positions.</summary>
internal sealed class TokenInputs
{
    private readonly bool _takesPositions;
    private long[] _ids = [];
    private long[] _mask = [];
    private long[] _positions = [];
    private int _batch;
    private int _tokens;
    private int _width;
    private bool _behindLongest;

    public TokenInputs(bool takesPositions) => _takesPositions = takesPositions;

    /// <summary>Begins a run of <paramref name="batch"/> rows with <paramref name="tokens"/> new tokens each.</summary>
    /// <param name="batch">Rows.</param>
    /// <param name="tokens">New tokens per row.</param>
    /// <param name="width">Length of the longest row, new tokens included.</param>
    /// <param name="behindLongest">Whether new tokens stand in the mask's last columns, whatever their row's length.</param>
    public void Reset(int batch, int tokens, int width, bool behindLongest = false)
    {
        _behindLongest = behindLongest;
        (_batch, _tokens, _width) = (batch, tokens, width);
        Reserve(ref _ids, batch * tokens);
        Reserve(ref _positions, batch * tokens);
        Reserve(ref _mask, batch * width);
        Array.Clear(_mask, 0, batch * width);
    }

    /// <summary>Sets the length of a row, new tokens included.</summary>
    public void SetLength(int row, int length)
    {
        Span<long> mask = _mask.AsSpan(row * _width, _width);
        mask[..(_behindLongest ? length - _tokens : length)].Fill(1);
        if (_behindLongest)
        {
            mask[^_tokens..].Fill(1);
        }

        for (int i = 0; i < _tokens; i++)
        {
            _positions[(row * _tokens) + i] = length - _tokens + i;
        }
    }

    public void SetToken(int row, int index, int id) => _ids[(row * _tokens) + index] = id;

    /// <summary>The tensors, in the graph's order; the caller disposes them before the next run.</summary>
    public OrtValue[] Tensors()
    {
        OrtValue ids = OrtValue.CreateTensorValueFromMemory(
            OrtMemoryInfo.DefaultInstance, _ids.AsMemory(0, _batch * _tokens), [_batch, _tokens]);
        OrtValue mask = OrtValue.CreateTensorValueFromMemory(
            OrtMemoryInfo.DefaultInstance, _mask.AsMemory(0, _batch * _width), [_batch, _width]);
        return _takesPositions
            ? [ids, mask, OrtValue.CreateTensorValueFromMemory(
                OrtMemoryInfo.DefaultInstance, _positions.AsMemory(0, _batch * _tokens), [_batch, _tokens])]
            : [ids, mask];
    }

    private static void Reserve(ref long[] buffer, int count)
    {
        if (buffer.Length < count)
        {
            buffer = new long[Math.Max(count, 2 * buffer.Length)];
        }
    }
}
