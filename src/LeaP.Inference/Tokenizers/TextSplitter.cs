using System.Text.RegularExpressions;

namespace LeaP.Inference.Tokenizers;

/// <summary>
/// Cuts text into the pieces that merges may not cross: each pattern in turn isolates its matches, what lies between
/// them stays as pieces too.
/// </summary>
internal sealed class TextSplitter
{
    private readonly Regex[] _patterns;

    public TextSplitter(IEnumerable<Regex> patterns) => _patterns = [.. patterns];

    public void Split(ReadOnlySpan<char> text, List<Range> pieces) => Split(text, 0, 0, pieces);

    private void Split(ReadOnlySpan<char> text, int offset, int pattern, List<Range> pieces)
    {
        if (text.IsEmpty)
        {
            return;
        }

        if (pattern == _patterns.Length)
        {
            pieces.Add(offset..(offset + text.Length));
            return;
        }

        int end = 0;
        foreach (ValueMatch match in _patterns[pattern].EnumerateMatches(text))
        {
            Split(text[end..match.Index], offset + end, pattern + 1, pieces);
            end = match.Index + match.Length;
            Split(text[match.Index..end], offset + match.Index, pattern + 1, pieces);
        }

        Split(text[end..], offset + end, pattern + 1, pieces);
    }
}
