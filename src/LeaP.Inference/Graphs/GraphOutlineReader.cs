using System.Globalization;
using LeaP.Inference.Engines;

namespace LeaP.Inference.Graphs;

/// <summary>Reads a <see cref="GraphOutline"/>. Weights inside the file are passed over.</summary>
internal sealed class GraphOutlineReader
{
    private const int BufferSize = 1 << 16;
    private const int ModelGraph = 7;
    private const int GraphNode = 1;
    private const int GraphInitializer = 5;
    private const int NodeOperator = 4;
    private const int NodeAttribute = 5;
    private const int AttributeName = 1;
    private const int AttributeWhole = 3;
    private const int TensorExternal = 13;

    private readonly Dictionary<string, int> _operators = new(StringComparer.Ordinal);
    private readonly SortedSet<int> _bits = [];
    private readonly Dictionary<string, long> _files = new(StringComparer.Ordinal);
    private int _windowed;

    /// <exception cref="ModelLoadException">The file cannot be read or is no graph.</exception>
    public static GraphOutline Read(string file)
    {
        try
        {
            using var stream = new FileStream(file, FileMode.Open, FileAccess.Read, FileShare.Read, BufferSize);
            var reader = new GraphOutlineReader();
            bool found = reader.ReadModel(new WireReader(stream, stream.Length));
            return found ? reader.Outline() : throw new ModelLoadException($"{file} is not a graph: it holds none.");
        }
        catch (Exception error) when (error is IOException or InvalidDataException or UnauthorizedAccessException)
        {
            throw new ModelLoadException($"{file} is not a graph that can be read: {error.Message}.", error);
        }
    }

    private GraphOutline Outline() => new()
    {
        Operators = _operators,
        QuantizedBits = [.. _bits],
        WindowedLayers = _windowed,
        WeightFiles = _files,
    };

    private bool ReadModel(WireReader model)
    {
        bool found = false;
        while (model.Next())
        {
            if (model.Field != ModelGraph)
            {
                model.Skip();
                continue;
            }

            found = true;
            ReadGraph(model.Message());
        }

        return found;
    }

    private void ReadGraph(WireReader graph)
    {
        while (graph.Next())
        {
            switch (graph.Field)
            {
                case GraphNode:
                    ReadNode(graph.Message());
                    break;
                case GraphInitializer:
                    ReadTensor(graph.Message());
                    break;
                default:
                    graph.Skip();
                    break;
            }
        }
    }

    private void ReadNode(WireReader node)
    {
        string operation = "";
        var attributes = new Dictionary<string, long>(StringComparer.Ordinal);
        while (node.Next())
        {
            switch (node.Field)
            {
                case NodeOperator:
                    operation = node.Text();
                    break;
                case NodeAttribute:
                    ReadAttribute(node.Message(), attributes);
                    break;
                default:
                    node.Skip();
                    break;
            }
        }

        _operators[operation] = _operators.GetValueOrDefault(operation) + 1;
        _windowed += attributes.GetValueOrDefault("local_window_size", -1) > 0 ? 1 : 0;
        if (operation == "MatMulNBits")
        {
            _bits.Add((int)attributes.GetValueOrDefault("bits", 4));
        }
    }

    private static void ReadAttribute(WireReader attribute, Dictionary<string, long> attributes)
    {
        string name = "";
        while (attribute.Next())
        {
            if (attribute.Field == AttributeName)
            {
                name = attribute.Text();
            }
            else if (attribute.Field == AttributeWhole)
            {
                attributes[name] = attribute.Number();
            }
            else
            {
                attribute.Skip();
            }
        }
    }

    private void ReadTensor(WireReader tensor)
    {
        var places = new Dictionary<string, string>(StringComparer.Ordinal);
        while (tensor.Next())
        {
            if (tensor.Field == TensorExternal)
            {
                ReadEntry(tensor.Message(), places);
            }
            else
            {
                tensor.Skip();
            }
        }

        if (places.TryGetValue("location", out string? location))
        {
            long end = Number(places, "offset") + Number(places, "length");
            _files[location] = Math.Max(_files.GetValueOrDefault(location), end);
        }
    }

    private static void ReadEntry(WireReader entry, Dictionary<string, string> entries)
    {
        string key = "";
        string value = "";
        while (entry.Next())
        {
            switch (entry.Field)
            {
                case 1:
                    key = entry.Text();
                    break;
                case 2:
                    value = entry.Text();
                    break;
                default:
                    entry.Skip();
                    break;
            }
        }

        entries[key] = value;
    }

    private static long Number(Dictionary<string, string> places, string key)
    {
        if (!places.TryGetValue(key, out string? text))
        {
            return 0;
        }

        return long.TryParse(text, NumberStyles.None, CultureInfo.InvariantCulture, out long value)
            ? value
            : throw new InvalidDataException($"a weight has the {key} '{text}', which is no number");
    }
}
