using System.Globalization;

namespace LeaP.Inference.Graphs;

/// <summary>
/// A graph that copies the first tokens of tensors <c>[rows, heads, tokens, head size]</c>: on any device that runs graphs
/// this moves a KV cache without a line of code of the device's own.
/// </summary>
internal static class SliceGraph
{
    /// <summary>Name of the input that says how many tokens are copied.</summary>
    public const string Length = "length";

    private const string First = "first";
    private const string Axis = "axis";
    private const int TokenAxis = 2;
    private const int Rank = 4;
    private const int Int64 = 7;

    // The versions from which on every supported ONNX Runtime knows both.
    private const int FormatVersion = 8;
    private const int OperatorVersion = 13;

    /// <summary>Name of an input tensor.</summary>
    public static string From(int tensor) => "from." + tensor.ToString(CultureInfo.InvariantCulture);

    /// <summary>Name of an output tensor.</summary>
    public static string To(int tensor) => "to." + tensor.ToString(CultureInfo.InvariantCulture);

    /// <summary>Writes the graph.</summary>
    /// <param name="tensors">How many tensors it copies.</param>
    /// <param name="elementType">Their type, in ONNX's numbers.</param>
    public static byte[] Write(int tensors, int elementType)
    {
        WireWriter graph = new WireWriter().Text(2, "slice");
        for (int tensor = 0; tensor < tensors; tensor++)
        {
            graph.Message(1, new WireWriter()
                .Text(1, From(tensor)).Text(1, First).Text(1, Length).Text(1, Axis)
                .Text(2, To(tensor))
                .Text(4, "Slice"));
            graph.Message(11, Value(From(tensor), elementType, Rank));
            graph.Message(12, Value(To(tensor), elementType, Rank));
        }

        graph.Message(5, Constant(First, 0)).Message(5, Constant(Axis, TokenAxis)).Message(11, Value(Length, Int64, rank: 1));
        return new WireWriter()
            .Number(1, FormatVersion)
            .Message(8, new WireWriter().Text(1, "").Number(2, OperatorVersion))
            .Message(7, graph)
            .ToArray();
    }

    private static WireWriter Value(string name, int elementType, int rank)
    {
        var shape = new WireWriter();
        for (int i = 0; i < rank; i++)
        {
            shape.Message(1, new WireWriter().Text(2, string.Create(CultureInfo.InvariantCulture, $"{name}.{i}")));
        }

        WireWriter tensor = new WireWriter().Number(1, elementType).Message(2, shape);
        return new WireWriter().Text(1, name).Message(2, new WireWriter().Message(1, tensor));
    }

    private static WireWriter Constant(string name, long value)
        => new WireWriter().Number(1, 1).Number(2, Int64).Number(7, value).Text(8, name);
}
