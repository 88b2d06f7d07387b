using System.Text;
using LeaP.Inference.Engines;
using LeaP.Inference.Models;
using Microsoft.ML.Tokenizers;

namespace LeaP.Similarity.Onnx.Tokenizers;

/// <summary>Reads a <c>tokenizer.json</c> of the WordPiece family.</summary>
internal static class WordPieceReader
{
    private const int MostIds = 1 << 24;

    /// <summary>Reads the tokenizer.</summary>
    /// <param name="root">The file.</param>
    /// <exception cref="ModelLoadException">The file is broken or asks for what is not known; the message names the key.</exception>
    public static ITextEncoder Read(ModelJson root)
    {
        ModelJson model = root["model"];
        string prefix = model["continuing_subword_prefix"].StringOrNull() ?? "##";
        if (root["pre_tokenizer"]["type"].StringOrNull() != "BertPreTokenizer")
        {
            throw root["pre_tokenizer"]["type"].Wrong("\"BertPreTokenizer\"");
        }

        ModelJson normalizer = root["normalizer"];
        if (normalizer["type"].StringOrNull() != "BertNormalizer")
        {
            throw normalizer["type"].Wrong("\"BertNormalizer\"");
        }

        bool lowercase = normalizer["lowercase"].Bool(absent: true);
        using MemoryStream vocabulary = Vocabulary(model["vocab"]);
        try
        {
            return new WordPieceEncoder(BertTokenizer.Create(vocabulary, new BertOptions
            {
                ApplyBasicTokenization = true,
                LowerCaseBeforeTokenization = lowercase,
                IndividuallyTokenizeCjk = normalizer["handle_chinese_chars"].Bool(absent: true),
                RemoveNonSpacingMarks = normalizer["strip_accents"].Bool(absent: lowercase),
                UnknownToken = model["unk_token"].StringOrNull() ?? "[UNK]",
                ContinuingSubwordPrefix = prefix,
                MaxInputCharsPerWord = model["max_input_chars_per_word"].IntOrNull(1, 10_000) ?? 100,
            }));
        }
        catch (Exception error) when (error is ArgumentException or InvalidOperationException)
        {
            throw new ModelLoadException($"{root.File}: '{model.Path}' is not a usable WordPiece model: {error.Message}", error);
        }
    }

    /// <summary>The vocabulary as the text file that the library reads: one entry a line, by id.</summary>
    private static MemoryStream Vocabulary(ModelJson node)
    {
        (string Entry, int Id)[] entries =
            [.. node.Members().Select(member => (member.Key, member.Value.Int(0, MostIds))).OrderBy(entry => entry.Item2)];
        int gap = Array.FindIndex([.. entries.Index()], entry => entry.Item.Id != entry.Index);
        if (entries.Length == 0 || gap >= 0)
        {
            throw new ModelLoadException(
                $"{node.File}: '{node.Path}' must give every id from 0 on once; {Math.Max(gap, 0)} is missing or there twice.");
        }

        if (entries.Any(entry => entry.Entry.AsSpan().IndexOfAny('\r', '\n') >= 0))
        {
            throw new ModelLoadException($"{node.File}: '{node.Path}' must have no entry with a line break.");
        }

        return new MemoryStream(Encoding.UTF8.GetBytes(string.Join('\n', entries.Select(entry => entry.Entry)) + "\n"));
    }
}
