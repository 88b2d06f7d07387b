using System.Globalization;
using System.Runtime.InteropServices;
using Google.Protobuf;
using LeaP.ModelKit.Onnx;

namespace LeaP.ModelKit.Graphs;

/// <summary>Makes random weights from a seed and puts them into the graph or into the file beside it.</summary>
internal sealed class WeightStore : IDisposable
{
    private const int ExternalLocation = 1;

    private readonly GraphProto _graph;
    private readonly FileStream? _file;
    private readonly bool _half;
    private ulong _state;

    /// <param name="graph">Gets the tensors.</param>
    /// <param name="file">The file for weights; null puts them into the graph.</param>
    /// <param name="half">Whether numbers are stored with 16 bits.</param>
    /// <param name="seed">Seed of the weights.</param>
    public WeightStore(GraphProto graph, string? file, bool half, ulong seed)
    {
        _graph = graph;
        _file = file is null ? null : File.Create(file);
        _half = half;
        _state = seed;
    }

    /// <summary>Element type of numbers, as the format counts types.</summary>
    public int NumberType => _half ? ElementTypes.Float16 : ElementTypes.Float;

    /// <summary>A tensor of random numbers from minus to plus <paramref name="reach"/>.</summary>
    public string Random(string name, float reach, params long[] dims) => Numbers(name, Draw(Count(dims), reach), dims);

    /// <summary>A tensor of given numbers.</summary>
    public string Numbers(string name, float[] values, params long[] dims)
    {
        if (!_half)
        {
            return Add(name, ElementTypes.Float, MemoryMarshal.AsBytes<float>(values), dims);
        }

        Half[] halves = Array.ConvertAll(values, static value => (Half)value);
        return Add(name, ElementTypes.Float16, MemoryMarshal.AsBytes<Half>(halves), dims);
    }

    /// <summary>A tensor of 32-bit numbers, whatever the others are.</summary>
    public string Scales(string name, float reach, params long[] dims)
        => Add(name, ElementTypes.Float, MemoryMarshal.AsBytes<float>(Draw(Count(dims), reach)), dims);

    /// <summary>A tensor of random bytes.</summary>
    public string Bytes(string name, params long[] dims)
    {
        byte[] bytes = new byte[Count(dims)];
        for (int i = 0; i < bytes.Length; i++)
        {
            bytes[i] = (byte)(Next() >> 24);
        }

        return Add(name, ElementTypes.UInt8, bytes, dims);
    }

    /// <summary>A small tensor of whole numbers, always inside the graph.</summary>
    public string Whole(string name, long[] values, params long[] dims)
    {
        var tensor = new TensorProto { Name = name, DataType = ElementTypes.Int64, RawData = ByteString.CopyFrom(MemoryMarshal.AsBytes<long>(values)) };
        tensor.Dims.AddRange(dims);
        _graph.Initializer.Add(tensor);
        return name;
    }

    public float[] Draw(long count, float reach)
    {
        float[] values = new float[count];
        for (int i = 0; i < values.Length; i++)
        {
            values[i] = (((Next() >> 40) / (float)(1 << 23)) - 1) * reach;
        }

        return values;
    }

    public void Dispose() => _file?.Dispose();

    private string Add(string name, int type, ReadOnlySpan<byte> data, long[] dims)
    {
        var tensor = new TensorProto { Name = name, DataType = type };
        tensor.Dims.AddRange(dims);
        if (_file is null)
        {
            tensor.RawData = ByteString.CopyFrom(data);
        }
        else
        {
            tensor.DataLocation = ExternalLocation;
            AddEntry(tensor, "location", Path.GetFileName(_file.Name));
            AddEntry(tensor, "offset", _file.Position.ToString(CultureInfo.InvariantCulture));
            AddEntry(tensor, "length", data.Length.ToString(CultureInfo.InvariantCulture));
            _file.Write(data);
        }

        _graph.Initializer.Add(tensor);
        return name;
    }

    private static void AddEntry(TensorProto tensor, string key, string value)
        => tensor.ExternalData.Add(new StringStringEntryProto { Key = key, Value = value });

    private static long Count(long[] dims) => dims.Aggregate(1L, (product, dim) => product * dim);

    private ulong Next()
    {
        ulong value = _state += 0x9E3779B97F4A7C15;
        value = (value ^ (value >> 30)) * 0xBF58476D1CE4E5B9;
        value = (value ^ (value >> 27)) * 0x94D049BB133111EB;
        return value ^ (value >> 31);
    }
}
