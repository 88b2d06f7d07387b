using System.Globalization;
using System.Text.Json.Nodes;
using LeaP.ModelKit.Onnx;

namespace LeaP.ModelKit.Gguf;

/// <summary>
/// Writes a model folder's decoder as a file for llama.cpp: the same weights, so that both give the same text. Takes the
/// folders that <see cref="MadeModel"/> makes and the embedded model's, with 32-bit or four-bit weights.
/// </summary>
public static class GgufModel
{
    // The base of the rotary tables of all these models.
    private const float RotaryBase = 10_000;

    /// <summary>Writes the file.</summary>
    /// <param name="folder">The model folder.</param>
    /// <param name="file">Where the file goes.</param>
    /// <exception cref="NotSupportedException">Weights are stored in another way.</exception>
    public static void Write(string folder, string file)
    {
        JsonNode model = JsonNode.Parse(File.ReadAllText(Path.Combine(folder, "genai_config.json")))!["model"]!;
        JsonNode decoder = model["decoder"]!;
        GraphWeights weights = GraphWeights.Open(folder);
        int layers = Whole(decoder, "num_hidden_layers");
        IReadOnlyList<GgufTensor> tensors = Tensors(
            weights, layers, Whole(decoder, "head_size"), Whole(decoder, "num_attention_heads"), Whole(decoder, "num_key_value_heads"));
        int vocabulary = Whole(model, "vocab_size");
        var writer = new GgufWriter();
        writer.Add("general.architecture", "llama");
        writer.Add("general.name", Path.GetFileNameWithoutExtension(file));
        writer.Add("llama.vocab_size", (uint)vocabulary);
        writer.Add("llama.context_length", (uint)Whole(model, "context_length"));
        writer.Add("llama.block_count", (uint)layers);
        writer.Add("llama.embedding_length", (uint)Whole(decoder, "hidden_size"));
        writer.Add("llama.feed_forward_length", (uint)tensors.Single(tensor => tensor.Name == "blk.0.ffn_up.weight").Dims[1]);
        writer.Add("llama.attention.head_count", (uint)Whole(decoder, "num_attention_heads"));
        writer.Add("llama.attention.head_count_kv", (uint)Whole(decoder, "num_key_value_heads"));
        writer.Add("llama.attention.key_length", (uint)Whole(decoder, "head_size"));
        writer.Add("llama.attention.value_length", (uint)Whole(decoder, "head_size"));
        writer.Add("llama.attention.layer_norm_rms_epsilon", Epsilon(weights));
        writer.Add("llama.rope.dimension_count", (uint)Whole(decoder, "head_size"));
        writer.Add("llama.rope.freq_base", RotaryBase);
        GgufVocabulary.Add(writer, Path.Combine(folder, "tokenizer.json"), vocabulary, EndToken(model["eos_token_id"]!));
        writer.Write(file, tensors);
    }

    private static List<GgufTensor> Tensors(GraphWeights weights, int layers, int head, int queryHeads, int keyHeads)
    {
        var matrices = new MatrixRows(weights);
        string embedding = weights.Node(node => node.OpType == "Gather" && node.Input[1] == "input_ids").Input[0];
        List<GgufTensor> tensors =
        [
            new("token_embd.weight", GgufType.F32, [.. weights.Dims(embedding).Reverse()], () => weights.Numbers(embedding)),
            Norm(weights, "output_norm", "final_norm"),
            matrices.Of("output.weight", weights.Node(node => node.Output.Contains("logits"))),
        ];
        for (int layer = 0; layer < layers; layer++)
        {
            string from = string.Create(CultureInfo.InvariantCulture, $"layers.{layer}");
            string to = string.Create(CultureInfo.InvariantCulture, $"blk.{layer}");
            tensors.Add(Norm(weights, $"{to}.attn_norm", $"{from}.attention_norm"));
            int row = 0;
            foreach ((string part, int rows, int rotated) in new[] { ("q", queryHeads * head, head), ("k", keyHeads * head, head), ("v", keyHeads * head, 0) })
            {
                bool isPacked = weights.HasProduct($"{from}.qkv");
                tensors.Add(matrices.Of(
                    $"{to}.attn_{part}.weight", weights.Product(isPacked ? $"{from}.qkv" : $"{from}.{part}"), rotated, (isPacked ? row : 0, rows)));
                row += rows;
            }

            tensors.Add(matrices.Of($"{to}.attn_output.weight", weights.Product($"{from}.o")));
            tensors.Add(Norm(weights, $"{to}.ffn_norm", $"{from}.mlp_norm"));
            tensors.Add(matrices.Of($"{to}.ffn_gate.weight", weights.Product($"{from}.gate")));
            tensors.Add(matrices.Of($"{to}.ffn_up.weight", weights.Product($"{from}.up")));
            tensors.Add(matrices.Of($"{to}.ffn_down.weight", weights.Product($"{from}.down")));
        }

        return tensors;
    }

    private static GgufTensor Norm(GraphWeights weights, string name, string from)
        => new($"{name}.weight", GgufType.F32, weights.Dims($"{from}.weight"), () => weights.Numbers($"{from}.weight"));

    private static float Epsilon(GraphWeights weights)
    {
        NodeProto norm = weights.Node(node => node.Input.Contains("final_norm.weight"));
        return norm.Attribute.Single(attribute => attribute.Name == "epsilon").F;
    }

    private static int EndToken(JsonNode end) => end is JsonArray several ? several[0]!.GetValue<int>() : end.GetValue<int>();

    private static int Whole(JsonNode node, string key) => node[key]!.GetValue<int>();
}
