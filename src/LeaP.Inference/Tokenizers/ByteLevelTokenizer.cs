using System.Text;
using LeaP.Inference.Tokenizers.NormalForms;
using Microsoft.ML.Tokenizers;

namespace LeaP.Inference.Tokenizers;

/// <summary>
/// Byte-level BPE: added tokens are cut out, the rest is split into pieces and merged. Adds nothing of its own; a
/// begin-of-sequence token is part of the text that asks for it. Safe to call from several threads.
/// </summary>
internal sealed class ByteLevelTokenizer
{
    private readonly BpeTokenizer _merger;
    private readonly AddedTokens _added;
    private readonly TextSplitter _splitter;
    private readonly IReadOnlyDictionary<string, int>? _wholePieces;
    private readonly byte[]?[] _bytes;
    private readonly bool _normalizes;

    /// <param name="merger">Merges one piece.</param>
    /// <param name="added">Tokens cut out first.</param>
    /// <param name="splitter">Cuts the rest into pieces.</param>
    /// <param name="wholePieces">Vocabulary whose entries are taken whole where a piece equals one; null merges always.</param>
    /// <param name="bytes">Bytes of each id; null where there is no token.</param>
    /// <param name="normalizes">Whether text between added tokens is brought into normal form C first.</param>
    public ByteLevelTokenizer(
        BpeTokenizer merger,
        AddedTokens added,
        TextSplitter splitter,
        IReadOnlyDictionary<string, int>? wholePieces,
        byte[]?[] bytes,
        bool normalizes)
    {
        _normalizes = normalizes;
        _merger = merger;
        _added = added;
        _splitter = splitter;
        _wholePieces = wholePieces;
        _bytes = bytes;
    }

    /// <summary>Highest id of a token, plus one.</summary>
    public int IdCount => _bytes.Length;

    /// <summary>Bytes of a token; empty for an id without one.</summary>
    public ReadOnlySpan<byte> BytesOf(int id) => id < _bytes.Length ? _bytes[id] : [];

    /// <summary>Whether a text's ids spell it in another form than it has.</summary>
    public bool Respells(ReadOnlySpan<char> text)
        => _normalizes && NormalFormC.MayChange(text) && !text.SequenceEqual(NormalFormC.Apply(text.ToString()));

    public List<int> Encode(ReadOnlySpan<char> text)
    {
        var ids = new List<int>();
        while (text.Length > 0)
        {
            (int at, int length, int id) = _added.Find(text);
            if (at < 0)
            {
                EncodePlain(text, ids);
                break;
            }

            EncodePlain(text[..at], ids);
            ids.Add(id);
            text = text[(at + length)..];
        }

        return ids;
    }

    private void EncodePlain(ReadOnlySpan<char> text, List<int> ids)
    {
        if (text.IsEmpty)
        {
            return;
        }

        if (_normalizes && NormalFormC.MayChange(text))
        {
            text = NormalFormC.Apply(text.ToString());
        }

        var pieces = new List<Range>();
        _splitter.Split(text, pieces);
        foreach (Range range in pieces)
        {
            ReadOnlySpan<char> piece = text[range];
            if (_wholePieces is not null
                && _wholePieces.TryGetValue(ByteAlphabet.Encode(Encoding.UTF8.GetBytes(piece.ToString())), out int whole))
            {
                ids.Add(whole);
            }
            else
            {
                ids.AddRange(_merger.EncodeToIds(piece, considerPreTokenization: false, considerNormalization: false));
            }
        }
    }
}
