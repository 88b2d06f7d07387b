using System.Text.RegularExpressions;
using LeaP.Inference.Models;

namespace LeaP.Inference.Tokenizers;

/// <summary>Reads <c>pre_tokenizer</c> of a <c>tokenizer.json</c>.</summary>
internal static class TextSplitterReader
{
    // How GPT-2 splits text; byte-level pre-tokenizers use it unless they say otherwise.
    private const string ByteLevelPattern =
        @"'(?:[sdmt]|ll|ve|re)| ?\p{L}+| ?\p{N}+| ?[^\s\p{L}\p{N}]+|\s+(?!\S)|\s+";

    public static TextSplitter Read(ModelJson node)
    {
        var patterns = new List<Regex>();
        bool byteLevel = false;
        foreach (ModelJson step in node["type"].StringOrNull() == "Sequence" ? node["pretokenizers"].Items() : [node])
        {
            switch (step["type"].StringOrNull())
            {
                case "ByteLevel":
                    byteLevel = true;
                    AddByteLevel(step, patterns);
                    break;
                case "Split":
                    AddSplit(step, patterns);
                    break;
                case "Digits":
                    patterns.Add(Compile(step, step["individual_digits"].Bool(absent: false) ? @"\p{N}" : @"\p{N}+"));
                    break;
                default:
                    throw step["type"].Wrong("\"ByteLevel\", \"Split\", \"Digits\" or a \"Sequence\" of them");
            }
        }

        return byteLevel ? new TextSplitter(patterns) : throw node.Wrong("ByteLevel, or a Sequence with ByteLevel in it");
    }

    private static void AddByteLevel(ModelJson step, List<Regex> patterns)
    {
        if (step["add_prefix_space"].Bool(absent: true))
        {
            throw step["add_prefix_space"].Wrong("false: a space put before every text would change the text");
        }

        if (step["use_regex"].Bool(absent: true))
        {
            patterns.Add(Compile(step, ByteLevelPattern));
        }
    }

    private static void AddSplit(ModelJson step, List<Regex> patterns)
    {
        if (step["behavior"].StringOrNull() != "Isolated")
        {
            throw step["behavior"].Wrong("\"Isolated\"");
        }

        if (step["invert"].Bool(absent: false))
        {
            throw step["invert"].Wrong("false");
        }

        ModelJson pattern = step["pattern"];
        string? literal = pattern["String"].StringOrNull();
        patterns.Add(Compile(pattern, literal is null ? pattern["Regex"].String() : Regex.Escape(literal)));
    }

    private static Regex Compile(ModelJson node, string pattern)
    {
        try
        {
            return new Regex(pattern, RegexOptions.Compiled | RegexOptions.CultureInvariant);
        }
        catch (ArgumentException error)
        {
            throw new Engines.ModelLoadException(
                $"{node.File}: '{node.Path}' holds a pattern that .NET cannot compile: {error.Message}", error);
        }
    }
}
