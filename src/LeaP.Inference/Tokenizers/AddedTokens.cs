using System.Buffers;

namespace LeaP.Inference.Tokenizers;

/// <summary>Tokens that are cut out of a text before anything else: the leftmost, and of those the longest.</summary>
internal sealed class AddedTokens
{
    private readonly SearchValues<string> _search;
    private readonly Dictionary<char, List<(string Content, int Id)>> _byFirst = [];

    /// <param name="tokens">Contents, none empty, with their ids.</param>
    public AddedTokens(IReadOnlyCollection<KeyValuePair<string, int>> tokens)
    {
        _search = SearchValues.Create([.. tokens.Select(token => token.Key)], StringComparison.Ordinal);
        foreach ((string content, int id) in tokens.OrderByDescending(token => token.Key.Length))
        {
            if (!_byFirst.TryGetValue(content[0], out List<(string, int)>? list))
            {
                _byFirst[content[0]] = list = [];
            }

            list.Add((content, id));
        }
    }

    /// <summary>Finds the first added token.</summary>
    /// <returns>Where it is, its length and its id; a negative place when there is none.</returns>
    public (int At, int Length, int Id) Find(ReadOnlySpan<char> text)
    {
        int at = _byFirst.Count == 0 ? -1 : text.IndexOfAny(_search);
        if (at >= 0)
        {
            ReadOnlySpan<char> rest = text[at..];
            foreach ((string content, int id) in _byFirst[rest[0]])
            {
                if (rest.StartsWith(content, StringComparison.Ordinal))
                {
                    return (at, content.Length, id);
                }
            }
        }

        return (-1, 0, -1);
    }
}
