using System.Text.RegularExpressions;

namespace LeaP.Inference.Tokenizers;

/// <summary>
/// Cuts text into the pieces that merges may not cross: each pattern in turn isolates its matches, what lies between
/// them stays as pieces too. A character outside the basic plane is matched by its own category, not by its halves.
/// </summary>
internal sealed class TextSplitter
{
    private readonly Regex[] _patterns;

    public TextSplitter(IEnumerable<Regex> patterns) => _patterns = [.. patterns];

    public void Split(ReadOnlySpan<char> text, List<Range> pieces)
    {
        if (text.IndexOfAnyInRange('\uD800', '\uDFFF') < 0)
        {
            Split(text, 0, 0, pieces);
            return;
        }

        var standIn = new StandInText(text);
        int first = pieces.Count;
        Split(standIn.Characters, 0, 0, pieces);
        for (int i = first; i < pieces.Count; i++)
        {
            pieces[i] = standIn.PlaceOf(pieces[i].Start.Value)..standIn.PlaceOf(pieces[i].End.Value);
        }
    }

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
