using System.Globalization;
using System.Text.Json;
using System.Text.Json.Nodes;

namespace LeaP.ModelKit.Gguf;

/// <summary>The tokens of a byte-level BPE <c>tokenizer.json</c> with GPT-2's pattern, as llama.cpp wants them.</summary>
internal static class GgufVocabulary
{
    private const int Ordinary = 1;
    private const int Control = 3;
    private const int Added = 4;
    private const int Unused = 5;

    /// <summary>Adds the tokens.</summary>
    /// <param name="writer">Gets them.</param>
    /// <param name="file">The <c>tokenizer.json</c>.</param>
    /// <param name="count">Ids of the model.</param>
    /// <param name="end">Id of the token that ends a sequence.</param>
    public static void Add(GgufWriter writer, string file, int count, int end)
    {
        JsonNode root = JsonNode.Parse(File.ReadAllText(file))!;
        string[] tokens = [.. Enumerable.Range(0, count).Select(id => string.Create(CultureInfo.InvariantCulture, $"[unused {id}]"))];
        int[] types = [.. Enumerable.Repeat(Unused, count)];
        foreach ((string token, JsonNode? id) in root["model"]!["vocab"]!.AsObject())
        {
            tokens[id!.GetValue<int>()] = token;
            types[id.GetValue<int>()] = Ordinary;
        }

        foreach (JsonNode? token in root["added_tokens"]!.AsArray())
        {
            int id = token!["id"]!.GetValue<int>();
            tokens[id] = token["content"]!.GetValue<string>();
            types[id] = token["special"]!.GetValue<bool>() ? Control : Added;
        }

        writer.Add("tokenizer.ggml.model", "gpt2");
        writer.Add("tokenizer.ggml.pre", "gpt-2");
        writer.Add("tokenizer.ggml.tokens", tokens);
        writer.Add("tokenizer.ggml.token_type", types);
        writer.Add("tokenizer.ggml.merges", root["model"]!["merges"]!.AsArray().Select(Merge).ToArray());
        writer.Add("tokenizer.ggml.bos_token_id", (uint)end);
        writer.Add("tokenizer.ggml.eos_token_id", (uint)end);
        writer.Add("tokenizer.ggml.add_bos_token", false);
    }

    private static string Merge(JsonNode? merge) => merge!.GetValueKind() == JsonValueKind.Array
        ? string.Join(' ', merge.AsArray().Select(part => part!.GetValue<string>()))
        : merge.GetValue<string>();
}
