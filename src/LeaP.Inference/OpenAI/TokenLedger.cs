using LeaP.Inference.Text;

namespace LeaP.Inference.OpenAI;

/// <summary>
/// The text of one path and how many tokens its stretches take. Where a stretch is cut, its tokens are shared out by
/// length, rounded up.
/// </summary>
internal sealed class TokenLedger
{
    private readonly List<(int End, int Tokens)> _stretches;
    private int _sum;
    private int _correction;

    public TokenLedger(string prompt, int tokens)
    {
        _stretches = [];
        Text = new TextBuffer();
        Append(prompt, tokens);
    }

    private TokenLedger(TokenLedger other)
    {
        _stretches = [.. other._stretches];
        _sum = other._sum;
        _correction = other._correction;
        Text = other.Text.Clone();
    }

    public TextBuffer Text { get; }

    /// <summary>Tokens of the whole text; at least 1.</summary>
    public int TokenCount => Math.Max(1, _sum + _correction);

    /// <summary>Adds a stretch. One without characters counts with the stretch before it.</summary>
    public void Append(ReadOnlySpan<char> text, int tokens)
    {
        Text.Append(text);
        _sum += tokens;
        if (text.IsEmpty && _stretches.Count > 0)
        {
            (int end, int before) = _stretches[^1];
            _stretches[^1] = (end, before + tokens);
        }
        else
        {
            _stretches.Add((Text.Length, tokens));
        }
    }

    /// <summary>Takes over the count of someone who knows it.</summary>
    /// <param name="tokens">Tokens of the whole text.</param>
    public void Settle(int tokens) => _correction = tokens - _sum;

    /// <summary>Shortens the text.</summary>
    /// <param name="length">Characters that stay.</param>
    /// <returns>Tokens dropped.</returns>
    public int Truncate(int length)
    {
        int before = _sum;
        while (_stretches.Count > 0 && _stretches[^1].End > length)
        {
            (int end, int tokens) = _stretches[^1];
            int start = _stretches.Count > 1 ? _stretches[^2].End : 0;
            _stretches.RemoveAt(_stretches.Count - 1);
            _sum -= tokens;
            if (start < length)
            {
                int kept = (int)Math.Ceiling((double)tokens * (length - start) / (end - start));
                _stretches.Add((length, kept));
                _sum += kept;
            }
        }

        Text.Truncate(length);
        return before - _sum;
    }

    public TokenLedger Clone() => new(this);
}
