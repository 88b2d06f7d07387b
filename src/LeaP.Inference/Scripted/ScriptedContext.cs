using LeaP.Inference.Engines;
using LeaP.Inference.Text;

namespace LeaP.Inference.Scripted;

/// <summary>The text of one scripted path and where its tokens end.</summary>
internal sealed class ScriptedContext
{
    private readonly List<int> _ends;
    private readonly TextBuffer _text;
    private readonly int _maxTokens;

    public ScriptedContext(int maxTokens)
        : this(maxTokens, [], new TextBuffer())
    {
    }

    private ScriptedContext(int maxTokens, List<int> ends, TextBuffer text)
    {
        _maxTokens = maxTokens;
        _ends = ends;
        _text = text;
    }

    public TextBuffer Text => _text;

    public int TokenCount => _ends.Count;

    public bool IsFull => _ends.Count >= _maxTokens;

    /// <summary>Appends text as tokens of its own.</summary>
    /// <param name="text">The text.</param>
    /// <param name="room">Tokens that must still fit behind it.</param>
    /// <returns>The number of tokens.</returns>
    public int Append(ReadOnlySpan<char> text, int room)
    {
        int count = ScriptedTokens.Count(text);
        if (_ends.Count + count + room > _maxTokens)
        {
            throw new ContextOverflowException(_ends.Count + count + room, _maxTokens);
        }

        while (text.Length > 0)
        {
            int length = ScriptedTokens.FirstLength(text);
            AppendToken(text[..length]);
            text = text[length..];
        }

        return count;
    }

    public void AppendToken(ReadOnlySpan<char> token)
    {
        _text.Append(token);
        _ends.Add(_text.Length);
    }

    /// <summary>Shortens the text; what stays of a token that is cut becomes tokens of its own.</summary>
    /// <returns>Tokens dropped, and tokens made of the part that stays.</returns>
    public (int Dropped, int Kept) Rewind(int textLength)
    {
        int whole = _ends.BinarySearch(textLength);
        int keep = whole >= 0 ? whole + 1 : ~whole;
        int dropped = _ends.Count - keep;
        int start = keep == 0 ? 0 : _ends[keep - 1];
        string rest = _text.Span[start..textLength].ToString();
        _ends.RemoveRange(keep, dropped);
        _text.Truncate(start);
        return (dropped, Append(rest, 0));
    }

    public ScriptedContext Clone() => new(_maxTokens, [.. _ends], _text.Clone());
}
