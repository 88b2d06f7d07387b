using System.Globalization;

namespace LeaP.ModelKit.Graphs;

/// <summary>The attention of every layer and what they share: row lengths or mask, rotary tables, positions.</summary>
internal sealed class AttentionPart(ModelShape shape, GraphWriter nodes, WeightStore weights)
{
    private const double RotaryBase = 10_000;
    private const float Hidden = -10_000;

    private string _cosines = "";
    private string _sines = "";
    private string _lengths = "";
    private string _total = "";
    private string _bias = "";
    private string? _positions;

    /// <summary>
    /// Whether query, key and value are one tensor: the operator that rotates by itself takes them so, which saves two products
    /// a layer.
    /// </summary>
    public bool TakesPacked => shape.Attention == AttentionKind.GroupQuery && !shape.TakesPositions;

    /// <summary>Adds what all layers share.</summary>
    public void Prepare(string ids, string mask)
    {
        _cosines = Rotary("cos_cache", Math.Cos);
        _sines = Rotary("sin_cache", Math.Sin);
        if (shape.TakesPositions || shape.Attention == AttentionKind.MultiHead)
        {
            _positions = nodes.Input("position_ids", ElementTypes.Int64, "batch_size", "sequence_length");
        }

        if (shape.Attention == AttentionKind.GroupQuery)
        {
            PrepareLengths(mask);
        }
        else
        {
            PrepareBias(ids, mask);
        }
    }

    /// <summary>Adds the attention of a layer with its past and present; key and value are empty when they are packed.</summary>
    public string Add(int layer, string query, string key, string value)
    {
        if (_positions is not null)
        {
            query = Rotate(query);
            key = Rotate(key);
        }

        string number = layer.ToString(CultureInfo.InvariantCulture);
        string pastKey = Past($"past_key_values.{number}.key");
        string pastValue = Past($"past_key_values.{number}.value");
        string[] present = [Present($"present.{number}.key"), Present($"present.{number}.value")];
        string output = $"attention.{number}";
        if (shape.Attention == AttentionKind.GroupQuery)
        {
            nodes.Add(
                GraphWriter.Microsoft,
                "GroupQueryAttention",
                output + ".node",
                [query, key, value, pastKey, pastValue, _lengths, _total, .. _positions is null ? [_cosines, _sines] : (string[])[]],
                [output, .. present],
                ("num_heads", shape.Heads),
                ("kv_num_heads", shape.KeyValueHeads),
                ("do_rotary", _positions is null ? 1 : 0),
                ("local_window_size", shape.Window ?? -1));
        }
        else
        {
            nodes.Add(
                GraphWriter.Microsoft,
                "MultiHeadAttention",
                output + ".node",
                [query, key, value, "", "", _bias, pastKey, pastValue],
                [output, .. present],
                ("num_heads", shape.Heads));
        }

        return output;
    }

    private void PrepareLengths(string mask)
    {
        string sum = nodes.Add("ReduceSum", [mask, weights.Whole("axis_1", [1], 1)], ("keepdims", 0));
        _lengths = nodes.Add("Cast", [nodes.Add("Sub", [sum, weights.Whole("one", [1], 1)])], ("to", ElementTypes.Int32));
        string columns = nodes.Add("Gather", [nodes.Add("Shape", [mask]), weights.Whole("index_1", [1])], ("axis", 0));
        _total = nodes.Add("Cast", [columns], ("to", ElementTypes.Int32));
    }

    // What a token may see: everything up to itself that the mask does not hide.
    private void PrepareBias(string ids, string mask)
    {
        string zero = weights.Whole("zero", [0]);
        string one = weights.Whole("step", [1]);
        string index = weights.Whole("index_1", [1]);
        string total = nodes.Add("Gather", [nodes.Add("Shape", [mask]), index], ("axis", 0));
        string fresh = nodes.Add("Gather", [nodes.Add("Shape", [ids]), index], ("axis", 0));
        string rows = nodes.Add("Range", [nodes.Add("Sub", [total, fresh]), total, one]);
        string columns = nodes.Add("Range", [zero, total, one]);
        string causal = nodes.Add("LessOrEqual", [columns, nodes.Add("Unsqueeze", [rows, weights.Whole("axis_1", [1], 1)])]);
        string shown = nodes.Add("Cast", [mask], ("to", ElementTypes.Bool));
        string open = nodes.Add("And", [causal, nodes.Add("Unsqueeze", [shown, weights.Whole("axes_1_2", [1, 2], 2)])]);
        _bias = nodes.Add("Where", [open, weights.Numbers("seen", [0]), weights.Numbers("hidden", [Hidden])]);
    }

    private string Rotate(string input) => nodes.Add(
        GraphWriter.Microsoft, "RotaryEmbedding", [input, _positions!, _cosines, _sines], 1, ("interleaved", 0))[0];

    private string Rotary(string name, Func<double, double> function)
    {
        int half = shape.HeadSize / 2;
        float[] values = new float[shape.Context * half];
        for (int position = 0; position < shape.Context; position++)
        {
            for (int i = 0; i < half; i++)
            {
                values[(position * half) + i] = (float)function(position * Math.Pow(RotaryBase, -(double)i / half));
            }
        }

        return weights.Numbers(name, values, shape.Context, half);
    }

    private string Past(string name)
        => nodes.Input(name, weights.NumberType, "batch_size", shape.KeyValueHeads, "past_sequence_length", shape.HeadSize);

    private string Present(string name)
        => nodes.Output(name, weights.NumberType, "batch_size", shape.KeyValueHeads, "total_sequence_length", shape.HeadSize);
}
