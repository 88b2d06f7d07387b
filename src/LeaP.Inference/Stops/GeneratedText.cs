namespace LeaP.Inference.Stops;

/// <summary>The new text of one generate call: finds its end and hands out what has become certain.</summary>
internal sealed class GeneratedText
{
    private readonly StopMatcher _matcher;
    private readonly Action<string>? _onText;
    private int _handedOut;

    public GeneratedText(IReadOnlyList<string> stops, Action<string>? onText)
    {
        _matcher = new StopMatcher(stops);
        _onText = onText;
    }

    /// <summary>UTF-16 code units so far.</summary>
    public int Length => _matcher.Text.Length;

    /// <summary>Adds text. A match ends the text there: what lies behind it is dropped.</summary>
    public StopMatch? Append(ReadOnlySpan<char> piece)
    {
        StopMatch? match = _matcher.Append(piece);
        if (match is { } found)
        {
            _matcher.Text.Truncate(found.End);
            HandOut(found.End);
        }
        else
        {
            HandOut(_matcher.CertainLength);
        }

        return match;
    }

    /// <summary>Hands out what is left and returns the whole text.</summary>
    public string Complete()
    {
        HandOut(_matcher.Text.Length);
        return _matcher.Text.ToString();
    }

    private void HandOut(int end)
    {
        if (end > _handedOut)
        {
            int start = _handedOut;
            _handedOut = end;
            _onText?.Invoke(new string(_matcher.Text.Span[start..end]));
        }
    }
}
