using System.Globalization;
using Google.Protobuf;
using LeaP.ModelKit.Onnx;

namespace LeaP.ModelKit.Graphs;

/// <summary>
/// Writes a decoder of the Llama family with random weights: RMS norms, rotary positions, grouped KV heads, gated
/// feed-forward. Inputs, outputs and operators are those that ONNX Runtime GenAI's model builder uses.
/// </summary>
internal sealed class DecoderGraph : IDisposable
{
    private const float Epsilon = 1e-5f;

    private readonly ModelShape _shape;
    private readonly GraphProto _graph = new() { Name = "decoder" };
    private readonly GraphWriter _nodes;
    private readonly WeightStore _weights;
    private readonly AttentionPart _attention;
    private readonly LinearPart _linear;

    private DecoderGraph(ModelShape shape, string? weightFile)
    {
        _shape = shape;
        _nodes = new GraphWriter(_graph);
        _weights = new WeightStore(_graph, weightFile, shape.Weights == WeightKind.Bits16, shape.Seed);
        _linear = new LinearPart(_nodes, _weights, shape.Weights == WeightKind.Bits4);
        _attention = new AttentionPart(shape, _nodes, _weights);
    }

    /// <summary>Writes the graph and, where the shape asks for it, the file with its weights.</summary>
    public static void Write(ModelShape shape, string file)
    {
        using var decoder = new DecoderGraph(shape, shape.StoresWeightsApart ? file + ".data" : null);
        decoder.Build();
        var model = new ModelProto { IrVersion = 10, ProducerName = "LeaP.ModelKit", Graph = decoder._graph };
        model.OpsetImport.Add(new OperatorSetIdProto { Domain = "", Version = 21 });
        model.OpsetImport.Add(new OperatorSetIdProto { Domain = GraphWriter.Microsoft, Version = 1 });
        using FileStream stream = File.Create(file);
        model.WriteTo(stream);
    }

    public void Dispose() => _weights.Dispose();

    private void Build()
    {
        string ids = _nodes.Input("input_ids", ElementTypes.Int64, "batch_size", "sequence_length");
        string mask = _nodes.Input("attention_mask", ElementTypes.Int64, "batch_size", "total_sequence_length");
        _attention.Prepare(ids, mask);
        string stream = _nodes.Add("Gather", [Embedding(), ids]);
        string? branch = null;
        for (int layer = 0; layer < _shape.Layers; layer++)
        {
            string prefix = string.Create(CultureInfo.InvariantCulture, $"layers.{layer}");
            (string normed, stream) = Norm($"{prefix}.attention_norm", stream, branch);
            branch = Attend(prefix, layer, normed);
            (normed, stream) = Norm($"{prefix}.mlp_norm", stream, branch);
            branch = Feed(prefix, normed);
        }

        (string last, _) = Norm("final_norm", stream, branch);
        Head(last);
    }

    private string Attend(string prefix, int layer, string input)
    {
        int queries = _shape.Heads * _shape.HeadSize;
        int keys = _shape.KeyValueHeads * _shape.HeadSize;
        string attended;
        if (_attention.TakesPacked)
        {
            attended = _attention.Add(layer, _linear.Add($"{prefix}.qkv", input, _shape.Hidden, queries + (2 * keys)), "", "");
        }
        else
        {
            string query = _linear.Add($"{prefix}.q", input, _shape.Hidden, queries);
            string key = _linear.Add($"{prefix}.k", input, _shape.Hidden, keys);
            attended = _attention.Add(layer, query, key, _linear.Add($"{prefix}.v", input, _shape.Hidden, keys));
        }

        return _linear.Add($"{prefix}.o", attended, queries, _shape.Hidden);
    }

    private string Feed(string prefix, string input)
    {
        string gate = _linear.Add($"{prefix}.gate", input, _shape.Hidden, _shape.Intermediate);
        string up = _linear.Add($"{prefix}.up", input, _shape.Hidden, _shape.Intermediate);
        string active = _nodes.Add("Mul", [gate, _nodes.Add("Sigmoid", [gate])]);
        return _linear.Add($"{prefix}.down", _nodes.Add("Mul", [active, up]), _shape.Intermediate, _shape.Hidden);
    }

    private (string Normed, string Stream) Norm(string name, string stream, string? branch)
    {
        float[] ones = new float[_shape.Hidden];
        Array.Fill(ones, 1);
        string scale = _weights.Numbers($"{name}.weight", ones, _shape.Hidden);
        if (branch is null)
        {
            return (_nodes.Add("SimplifiedLayerNormalization", [stream, scale], ("axis", -1), ("epsilon", Epsilon)), stream);
        }

        string normed = $"{name}.normed";
        string sum = $"{name}.sum";
        _nodes.Add(
            GraphWriter.Microsoft, "SkipSimplifiedLayerNormalization", name, [stream, branch, scale], [normed, "", "", sum], ("epsilon", Epsilon));
        return (normed, sum);
    }

    private string Embedding()
    {
        float[] values = _weights.Draw((long)_shape.Vocabulary * _shape.Hidden, 1);
        if (_shape.PoisonToken is { } poison)
        {
            values.AsSpan(poison * _shape.Hidden, _shape.Hidden).Fill(float.NaN);
        }

        return _weights.Numbers("embed.weight", values, _shape.Vocabulary, _shape.Hidden);
    }

    private void Head(string last)
    {
        if (_shape.PrunesHead)
        {
            last = _nodes.Add("Gather", [last, _weights.Whole("last_token", [-1], 1)], ("axis", 1));
        }

        string logits = _nodes.Output(
            "logits", _weights.NumberType, "batch_size", _shape.PrunesHead ? 1 : "sequence_length", _shape.Vocabulary);
        _linear.AddNamed("lm_head", last, _shape.Hidden, _shape.Vocabulary, logits, _shape.Sureness);
    }
}
