using System.Text.Json;
using System.Text.Json.Nodes;
using LeaP.ModelKit.Graphs;
using LeaP.ModelKit.Tokenizers;

namespace LeaP.ModelKit;

/// <summary>
/// Writes model folders in the layout of ONNX Runtime GenAI whose weights are random: they say nothing sensible, but load,
/// run and cost what real ones of their shape do.
/// </summary>
public static class MadeModel
{
    private static readonly JsonSerializerOptions Indented = new() { WriteIndented = true };

    /// <summary>Text of the token that ends a sequence.</summary>
    public static string EndToken => ByteTokenizer.EndToken;

    /// <summary>Writes graph, weights, tokenizer and configuration.</summary>
    /// <param name="shape">What to make; the vocabulary needs 257 ids at least.</param>
    /// <param name="folder">Where; made when it is not there.</param>
    public static void Write(ModelShape shape, string folder)
    {
        ArgumentNullException.ThrowIfNull(shape);
        ArgumentOutOfRangeException.ThrowIfLessThan(shape.Vocabulary, 257, nameof(shape));
        Directory.CreateDirectory(folder);
        DecoderGraph.Write(shape, Path.Combine(folder, "model.onnx"));
        File.WriteAllText(Path.Combine(folder, "tokenizer.json"), ByteTokenizer.Json(shape.Vocabulary));
        File.WriteAllText(Path.Combine(folder, "genai_config.json"), Config(shape).ToJsonString(Indented));
    }

    private static JsonObject Config(ModelShape shape)
    {
        var inputs = new JsonObject
        {
            ["input_ids"] = "input_ids",
            ["attention_mask"] = "attention_mask",
            ["past_key_names"] = "past_key_values.%d.key",
            ["past_value_names"] = "past_key_values.%d.value",
        };
        if (shape.TakesPositions || shape.Attention == AttentionKind.MultiHead)
        {
            inputs["position_ids"] = "position_ids";
        }

        return new JsonObject
        {
            ["model"] = new JsonObject
            {
                ["type"] = "llama",
                ["vocab_size"] = shape.Vocabulary,
                ["context_length"] = shape.Context,
                ["bos_token_id"] = ByteTokenizer.EndId(shape.Vocabulary),
                ["eos_token_id"] = new JsonArray(ByteTokenizer.EndId(shape.Vocabulary)),
                ["pad_token_id"] = ByteTokenizer.EndId(shape.Vocabulary),
                ["decoder"] = new JsonObject
                {
                    ["filename"] = "model.onnx",
                    ["num_hidden_layers"] = shape.Layers,
                    ["hidden_size"] = shape.Hidden,
                    ["num_attention_heads"] = shape.Heads,
                    ["num_key_value_heads"] = shape.KeyValueHeads,
                    ["head_size"] = shape.HeadSize,
                    ["session_options"] = new JsonObject { ["provider_options"] = new JsonArray() },
                    ["inputs"] = inputs,
                    ["outputs"] = new JsonObject
                    {
                        ["logits"] = "logits",
                        ["present_key_names"] = "present.%d.key",
                        ["present_value_names"] = "present.%d.value",
                    },
                },
            },
            ["search"] = new JsonObject
            {
                ["do_sample"] = true,
                ["temperature"] = 1.0,
                ["top_k"] = 0,
                ["top_p"] = 1.0,
                ["repetition_penalty"] = 1.0,
                ["max_length"] = shape.Context,
                ["past_present_share_buffer"] = shape.Attention == AttentionKind.GroupQuery,
            },
        };
    }
}
