using LeaP.Inference.Text;

namespace LeaP.Inference.Stops;

/// <summary>
/// Looks for stop strings in a text that comes in pieces. The match that is complete first wins; of several that are
/// complete at the same place, the longest. Comparison is ordinal.
/// </summary>
internal sealed class StopMatcher
{
    private readonly IReadOnlyList<string> _stops;
    private readonly int _longest;
    private readonly TextBuffer _text = new();

    public StopMatcher(IReadOnlyList<string> stops)
    {
        _stops = stops;
        foreach (string stop in stops)
        {
            _longest = Math.Max(_longest, stop.Length);
        }
    }

    /// <summary>The text so far.</summary>
    public TextBuffer Text => _text;

    /// <summary>
    /// Code units at the start of the text that no later match can take back and that end in a whole character.
    /// </summary>
    public int CertainLength
    {
        get
        {
            int certain = _text.Length - LongestOpenPrefix();
            return certain > 0 && char.IsHighSurrogate(_text.Span[certain - 1]) ? certain - 1 : certain;
        }
    }

    /// <summary>Adds a piece and looks for a match that ends in it.</summary>
    public StopMatch? Append(ReadOnlySpan<char> piece)
    {
        int from = Math.Max(0, _text.Length - _longest + 1);
        int firstNewEnd = _text.Length + 1;
        _text.Append(piece);
        StopMatch? first = null;
        foreach (string stop in _stops)
        {
            int end = EarliestEnd(stop, Math.Max(from, firstNewEnd - stop.Length));
            if (end >= 0 && (first is null || end < first.Value.End
                || (end == first.Value.End && stop.Length > first.Value.StopString.Length)))
            {
                first = new StopMatch(stop, end);
            }
        }

        return first;
    }

    private int EarliestEnd(string stop, int from)
    {
        int at = _text.Span[from..].IndexOf(stop.AsSpan());
        return at < 0 ? -1 : from + at + stop.Length;
    }

    private int LongestOpenPrefix()
    {
        ReadOnlySpan<char> text = _text.Span;
        for (int length = Math.Min(_longest - 1, text.Length); length > 0; length--)
        {
            ReadOnlySpan<char> tail = text[^length..];
            foreach (string stop in _stops)
            {
                if (stop.Length > length && stop.AsSpan(0, length).SequenceEqual(tail))
                {
                    return length;
                }
            }
        }

        return 0;
    }
}
