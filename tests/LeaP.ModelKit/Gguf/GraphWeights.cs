using System.Globalization;
using LeaP.ModelKit.Graphs;
using LeaP.ModelKit.Onnx;

namespace LeaP.ModelKit.Gguf;

/// <summary>Nodes and weights of a decoder's graph.</summary>
internal sealed class GraphWeights
{
    private const int ExternalLocation = 1;

    private readonly string _folder;
    private readonly GraphProto _graph;
    private readonly Dictionary<string, TensorProto> _tensors;

    private GraphWeights(string folder, GraphProto graph)
    {
        _folder = folder;
        _graph = graph;
        _tensors = graph.Initializer.ToDictionary(tensor => tensor.Name, StringComparer.Ordinal);
    }

    /// <summary>Opens the <c>model.onnx</c> of a folder.</summary>
    public static GraphWeights Open(string folder)
    {
        using FileStream file = File.OpenRead(Path.Combine(folder, "model.onnx"));
        return new GraphWeights(folder, ModelProto.Parser.ParseFrom(file).Graph);
    }

    /// <summary>The one node that fits.</summary>
    /// <exception cref="InvalidOperationException">There is none, or more than one.</exception>
    public NodeProto Node(Func<NodeProto, bool> fits) => _graph.Node.Single(fits);

    /// <summary>Whether there is a product with the weights of this name.</summary>
    public bool HasProduct(string name) => _graph.Node.Any(node => IsProduct(node, name));

    /// <summary>The product with the weights of this name.</summary>
    public NodeProto Product(string name) => Node(node => IsProduct(node, name));

    /// <summary>Sizes of a tensor.</summary>
    public IReadOnlyList<long> Dims(string name) => _tensors[name].Dims;

    /// <summary>Bytes of a tensor.</summary>
    public byte[] Bytes(string name)
    {
        TensorProto tensor = _tensors[name];
        if (tensor.DataLocation != ExternalLocation)
        {
            return tensor.RawData.ToByteArray();
        }

        Dictionary<string, string> place = tensor.ExternalData.ToDictionary(entry => entry.Key, entry => entry.Value, StringComparer.Ordinal);
        using FileStream file = File.OpenRead(Path.Combine(_folder, place["location"]));
        file.Position = long.Parse(place["offset"], CultureInfo.InvariantCulture);
        byte[] bytes = new byte[long.Parse(place["length"], CultureInfo.InvariantCulture)];
        file.ReadExactly(bytes);
        return bytes;
    }

    /// <summary>Bytes of a tensor that must hold 32-bit numbers.</summary>
    /// <exception cref="NotSupportedException">It holds others.</exception>
    public byte[] Numbers(string name) => _tensors[name].DataType == ElementTypes.Float
        ? Bytes(name)
        : throw new NotSupportedException($"{name} is not stored as 32-bit floating point.");

    private static bool IsProduct(NodeProto node, string name)
        => node.OpType is "MatMul" or "MatMulNBits" && node.Input[1].StartsWith(name + ".", StringComparison.Ordinal);
}
