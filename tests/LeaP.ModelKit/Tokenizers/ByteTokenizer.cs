using System.Globalization;
using System.Text.Encodings.Web;
using System.Text.Json;
using System.Text.Json.Nodes;

namespace LeaP.ModelKit.Tokenizers;

/// <summary>
/// A tokenizer with one token a byte, filled up to the model's number of ids with merges of two letters, and one added
/// token that ends a sequence.
/// </summary>
internal static class ByteTokenizer
{
    public const string EndToken = "<|end|>";

    private static readonly JsonSerializerOptions Readable = new() { Encoder = JavaScriptEncoder.UnsafeRelaxedJsonEscaping };

    /// <summary>Id of <see cref="EndToken"/>.</summary>
    public static int EndId(int vocabulary) => vocabulary - 1;

    /// <summary>The <c>tokenizer.json</c>.</summary>
    /// <param name="vocabulary">Ids in all, above 256.</param>
    public static string Json(int vocabulary)
    {
        string[] bytes = Alphabet();
        var entries = new JsonObject();
        foreach (string entry in bytes)
        {
            entries[entry] = entries.Count;
        }

        var merges = new JsonArray();
        AddMerges(bytes, entries, merges, vocabulary - 1);
        var root = new JsonObject
        {
            ["version"] = "1.0",
            ["added_tokens"] = new JsonArray(new JsonObject { ["id"] = EndId(vocabulary), ["content"] = EndToken, ["special"] = true }),
            ["normalizer"] = null,
            ["pre_tokenizer"] = new JsonObject { ["type"] = "ByteLevel", ["add_prefix_space"] = false, ["use_regex"] = true },
            ["decoder"] = new JsonObject { ["type"] = "ByteLevel" },
            ["model"] = new JsonObject { ["type"] = "BPE", ["vocab"] = entries, ["merges"] = merges },
        };
        return root.ToJsonString(Readable);
    }

    private static void AddMerges(string[] bytes, JsonObject entries, JsonArray merges, int limit)
    {
        foreach (string first in bytes)
        {
            foreach (string second in bytes)
            {
                if (entries.Count >= limit)
                {
                    return;
                }

                merges.Add(string.Create(CultureInfo.InvariantCulture, $"{first} {second}"));
                entries[first + second] = entries.Count;
            }
        }
    }

    // Bytes that print stand for themselves, the others for the characters from U+0100 on.
    private static string[] Alphabet()
    {
        int next = 256;
        return [.. Enumerable.Range(0, 256).Select(value =>
            ((char)(value is (>= '!' and <= '~') or (>= 0xA1 and <= 0xAC) or (>= 0xAE and <= 0xFF) ? value : next++)).ToString())];
    }
}
