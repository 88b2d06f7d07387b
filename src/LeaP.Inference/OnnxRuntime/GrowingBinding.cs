using System.Runtime.InteropServices;
using Microsoft.ML.OnnxRuntime;

namespace LeaP.Inference.OnnxRuntime;

/// <summary>
/// For graphs that give back old and new K and V as one longer tensor. The rows are packed into a tensor as long as the
/// longest of them, with zeros behind the shorter ones, and what is new is copied back. Costs a copy of the cache per run.
/// </summary>
internal sealed class GrowingBinding : CacheBinding
{
    private readonly ModelGraph _graph;
    private readonly KvArena _arena;
    private readonly byte[][] _past;
    private readonly byte[][] _present;

    public GrowingBinding(ModelGraph graph, KvArena arena)
    {
        _graph = graph;
        _arena = arena;
        _past = Empty(arena.Shape.Tensors);
        _present = Empty(arena.Shape.Tensors);
    }

    // Where a token stands is told by its position; without that input it is told by the length of the past, which is the
    // same for all rows.
    public override bool TakesRaggedRows => _graph.TakesPositions;

    public override bool AppendsBehindLongest => true;

    public override void Run(IReadOnlyList<OrtValue> tokens, int row, ReadOnlySpan<int> cached, int added, OrtValue logits)
    {
        int longest = 0;
        foreach (int length in cached)
        {
            longest = Math.Max(longest, length);
        }

        var past = new OrtValue[_past.Length];
        var present = new OrtValue[_present.Length];
        try
        {
            for (int tensor = 0; tensor < past.Length; tensor++)
            {
                past[tensor] = Tensor(_past, tensor, cached.Length, longest);
                Pack(tensor, row, cached, longest);
                present[tensor] = Tensor(_present, tensor, cached.Length, longest + added);
            }

            _graph.Run(tokens, past, present, logits);
            for (int tensor = 0; tensor < past.Length; tensor++)
            {
                Unpack(tensor, row, cached, longest, added);
            }
        }
        finally
        {
            foreach (OrtValue value in past.Concat(present))
            {
                value?.Dispose();
            }
        }
    }

    public override void Copy(int from, int to, int length) => _arena.Copy(from, to, length);

    public override void Swap(int row, int length, int otherRow, int otherLength)
        => _arena.Swap(row, length, otherRow, otherLength);

    public override void Dispose() => _arena.Dispose();

    private void Pack(int tensor, int row, ReadOnlySpan<int> cached, int longest)
    {
        int token = _arena.Shape.TokenBytes;
        Span<byte> memory = _past[tensor];
        for (int i = 0; i < cached.Length; i++)
        {
            for (int head = 0; head < _arena.Shape.Heads; head++)
            {
                Span<byte> place = memory.Slice(((i * _arena.Shape.Heads) + head) * longest * token, longest * token);
                _arena.Tokens(tensor, row + i, head, 0, cached[i]).CopyTo(place);
                place[(cached[i] * token)..].Clear();
            }
        }
    }

    private void Unpack(int tensor, int row, ReadOnlySpan<int> cached, int longest, int added)
    {
        int token = _arena.Shape.TokenBytes;
        int total = longest + added;
        ReadOnlySpan<byte> memory = _present[tensor];
        for (int i = 0; i < cached.Length; i++)
        {
            for (int head = 0; head < _arena.Shape.Heads; head++)
            {
                int start = ((((i * _arena.Shape.Heads) + head) * total) + longest) * token;
                memory.Slice(start, added * token).CopyTo(_arena.Tokens(tensor, row + i, head, cached[i], added));
            }
        }
    }

    private OrtValue Tensor(byte[][] memory, int tensor, int rows, int length)
    {
        KvShape shape = _arena.Shape;
        int bytes = checked(rows * shape.Heads * length * shape.TokenBytes);
        if (memory[tensor].Length < bytes)
        {
            memory[tensor] = GC.AllocateUninitializedArray<byte>(bytes + (bytes / 4), pinned: true);
        }

        return OrtValue.CreateTensorValueWithData(
            OrtMemoryInfo.DefaultInstance,
            shape.ElementType,
            [rows, shape.Heads, length, shape.HeadSize],
            Marshal.UnsafeAddrOfPinnedArrayElement(memory[tensor], 0),
            bytes);
    }

    // An empty tensor needs an address too.
    private static byte[][] Empty(int count)
        => [.. Enumerable.Range(0, count).Select(_ => GC.AllocateUninitializedArray<byte>(1, pinned: true))];
}
