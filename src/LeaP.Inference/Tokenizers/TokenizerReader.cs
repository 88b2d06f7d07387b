using System.Text;
using LeaP.Inference.Engines;
using LeaP.Inference.Models;
using Microsoft.ML.Tokenizers;

namespace LeaP.Inference.Tokenizers;

/// <summary>Reads a Hugging Face <c>tokenizer.json</c> of the byte-level BPE family.</summary>
internal static class TokenizerReader
{
    private const int MostIds = 1 << 24;

    /// <exception cref="ModelLoadException">The file is broken or of another family; the message names the key.</exception>
    public static ByteLevelTokenizer Read(string file)
    {
        ModelJson root = ModelJson.Load(file);
        ModelJson model = root["model"];
        if (model["type"].StringOrNull() is not (null or "BPE") || !model["merges"].IsPresent)
        {
            throw model["type"].Wrong("\"BPE\" with merges");
        }

        if (!HasByteLevel(root["decoder"], "decoders"))
        {
            throw root["decoder"].Wrong("ByteLevel, or a Sequence with ByteLevel in it");
        }

        Dictionary<string, int> vocabulary = model["vocab"].Members()
            .ToDictionary(member => member.Key, member => member.Value.Int(0, MostIds), StringComparer.Ordinal);
        RequireEveryByte(model["vocab"], vocabulary);
        KeyValuePair<string, int>[] added = [.. root["added_tokens"].Items().Select(Added)];
        return new ByteLevelTokenizer(
            Merger(model, vocabulary),
            new AddedTokens(added),
            TextSplitterReader.Read(root["pre_tokenizer"]),
            model["ignore_merges"].Bool(absent: false) ? vocabulary : null,
            Bytes(vocabulary, added),
            Normalizes(root["normalizer"]));
    }

    private static bool Normalizes(ModelJson normalizer)
    {
        bool normalizes = false;
        foreach (ModelJson step in normalizer["type"].StringOrNull() == "Sequence" ? normalizer["normalizers"].Items() : [normalizer])
        {
            normalizes |= step["type"].StringOrNull() switch
            {
                null => false,
                "NFC" => true,
                _ => throw step["type"].Wrong("absent or \"NFC\""),
            };
        }

        return normalizes;
    }

    private static bool HasByteLevel(ModelJson node, string parts) => node["type"].StringOrNull() switch
    {
        "ByteLevel" => true,
        "Sequence" => node[parts].Items().Any(part => part["type"].StringOrNull() == "ByteLevel"),
        _ => false,
    };

    private static KeyValuePair<string, int> Added(ModelJson token)
    {
        foreach (string flag in (string[])["lstrip", "rstrip", "single_word"])
        {
            if (token[flag].Bool(absent: false))
            {
                throw token[flag].Wrong("false");
            }
        }

        string content = token["content"].String();
        return content.Length > 0
            ? new(content, token["id"].Int(0, MostIds))
            : throw token["content"].Wrong("a string that is not empty");
    }

    private static BpeTokenizer Merger(ModelJson model, Dictionary<string, int> vocabulary)
    {
        var options = new BpeOptions(vocabulary)
        {
            Merges = [.. model["merges"].Items().Select(Merge)],
            ByteLevel = true,
        };
        try
        {
            return BpeTokenizer.Create(options);
        }
        catch (Exception error) when (error is ArgumentException or InvalidOperationException or FormatException)
        {
            throw new ModelLoadException($"{model.File}: '{model.Path}' is not a usable BPE model: {error.Message}", error);
        }
    }

    private static string Merge(ModelJson merge)
        => merge.IsArray ? string.Join(' ', merge.Items().Select(part => part.String())) : merge.String();

    private static void RequireEveryByte(ModelJson node, Dictionary<string, int> vocabulary)
    {
        for (int value = 0; value < 256; value++)
        {
            if (!vocabulary.ContainsKey(ByteAlphabet.CharacterOf((byte)value).ToString()))
            {
                throw new ModelLoadException(
                    $"{node.File}: '{node.Path}' must have an entry for each of the 256 bytes; 0x{value:X2} is missing.");
            }
        }
    }

    private static byte[]?[] Bytes(Dictionary<string, int> vocabulary, KeyValuePair<string, int>[] added)
    {
        int count = 1 + Math.Max(vocabulary.Values.Max(), added.Select(token => token.Value).DefaultIfEmpty(0).Max());
        var bytes = new byte[]?[count];
        foreach ((string token, int id) in vocabulary)
        {
            bytes[id] = ByteAlphabet.TryDecode(token) ?? Encoding.UTF8.GetBytes(token);
        }

        foreach ((string content, int id) in added)
        {
            bytes[id] = Encoding.UTF8.GetBytes(content);
        }

        return bytes;
    }
}
