using System.Globalization;
using LeaP.ModelKit.Onnx;

namespace LeaP.ModelKit.Graphs;

/// <summary>Adds nodes, inputs and outputs to a graph.</summary>
internal sealed class GraphWriter(GraphProto graph)
{
    public const string Microsoft = "com.microsoft";

    private const int FloatAttribute = 1;
    private const int WholeAttribute = 2;

    private int _count;

    /// <summary>Adds a node of ONNX's own domain with one output.</summary>
    public string Add(string operation, IEnumerable<string> inputs, params (string Name, object Value)[] attributes)
        => Add("", operation, inputs, 1, attributes)[0];

    /// <summary>Adds a node.</summary>
    /// <returns>Names of its outputs.</returns>
    public string[] Add(
        string domain, string operation, IEnumerable<string> inputs, int outputs, params (string Name, object Value)[] attributes)
    {
        string name = string.Create(CultureInfo.InvariantCulture, $"{operation}_{_count++}");
        string[] results = [.. Enumerable.Range(0, outputs).Select(i => string.Create(CultureInfo.InvariantCulture, $"{name}_{i}"))];
        Add(domain, operation, name, inputs, results, attributes);
        return results;
    }

    /// <summary>Adds a node whose outputs have names already.</summary>
    public void Add(
        string domain,
        string operation,
        string name,
        IEnumerable<string> inputs,
        IEnumerable<string> outputs,
        params (string Name, object Value)[] attributes)
    {
        var node = new NodeProto { Domain = domain, OpType = operation, Name = name };
        node.Input.AddRange(inputs);
        node.Output.AddRange(outputs);
        foreach ((string key, object value) in attributes)
        {
            node.Attribute.Add(value switch
            {
                float number => new AttributeProto { Name = key, F = number, Type = FloatAttribute },
                int whole => new AttributeProto { Name = key, I = whole, Type = WholeAttribute },
                _ => throw new ArgumentException($"The attribute {key} is neither float nor int.", nameof(attributes)),
            });
        }

        graph.Node.Add(node);
    }

    /// <summary>Declares an input.</summary>
    public string Input(string name, int type, params object[] dims)
    {
        graph.Input.Add(Value(name, type, dims));
        return name;
    }

    /// <summary>Declares an output.</summary>
    public string Output(string name, int type, params object[] dims)
    {
        graph.Output.Add(Value(name, type, dims));
        return name;
    }

    private static ValueInfoProto Value(string name, int type, object[] dims)
    {
        var shape = new TensorShapeProto();
        foreach (object dim in dims)
        {
            shape.Dim.Add(dim is int size
                ? new TensorShapeProto.Types.Dimension { DimValue = size }
                : new TensorShapeProto.Types.Dimension { DimParam = (string)dim });
        }

        return new ValueInfoProto { Name = name, Type = new TypeProto { TensorType = new() { ElemType = type, Shape = shape } } };
    }
}
