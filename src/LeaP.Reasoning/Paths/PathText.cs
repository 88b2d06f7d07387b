using System.Text;

namespace LeaP.Reasoning.Paths;

/// <summary>
/// The text of one path, which remembers of each stretch who wrote it. Positions and lengths are in UTF-16 units.
/// Not safe to share between threads.
/// </summary>
public sealed class PathText
{
    private readonly List<Stretch> _stretches = [];

    /// <summary>Begins an empty text.</summary>
    public PathText()
    {
    }

    /// <summary>Rebuilds a text from its segments.</summary>
    /// <param name="segments">The segments, in order.</param>
    public PathText(IEnumerable<TextSegment> segments)
    {
        ArgumentNullException.ThrowIfNull(segments);
        foreach (TextSegment segment in segments)
        {
            Append(segment.Kind, segment.Text);
        }
    }

    /// <summary>Length of the whole text.</summary>
    public int Length { get; private set; }

    /// <summary>The segments, in order; none is empty and no two neighbours are of one kind.</summary>
    public IReadOnlyList<TextSegment> Segments =>
        [.. _stretches.Select(stretch => new TextSegment(stretch.Kind, stretch.Text.ToString()))];

    /// <summary>
    /// What the path wrote itself: reasoning, summaries and answer, and the forced answer prompt since it opens the
    /// answer's box. Stretches with somebody else's words between them are set apart by a blank line.
    /// </summary>
    public string OwnText
    {
        get
        {
            var own = new StringBuilder();
            bool interrupted = false;
            foreach (Stretch stretch in _stretches)
            {
                if (!IsOwn(stretch.Kind))
                {
                    interrupted = own.Length > 0;
                    continue;
                }

                own.Append(interrupted ? "\n\n" : "").Append(stretch.Text);
                interrupted = false;
            }

            return own.ToString();
        }
    }

    /// <summary>Adds text at the end; text of the kind written last continues that segment.</summary>
    /// <param name="kind">Who wrote it, and what for.</param>
    /// <param name="text">The text; empty text changes nothing.</param>
    public void Append(TextKind kind, string text)
    {
        ArgumentNullException.ThrowIfNull(text);
        if (!Enum.IsDefined(kind))
        {
            throw new ArgumentOutOfRangeException(nameof(kind), kind, "Not a kind of text.");
        }

        if (text.Length == 0)
        {
            return;
        }

        if (_stretches.Count == 0 || _stretches[^1].Kind != kind)
        {
            _stretches.Add(new Stretch(kind, new StringBuilder()));
        }

        _stretches[^1].Text.Append(text);
        Length += text.Length;
    }

    /// <summary>Cuts the text to a length, splitting the segment the cut falls into.</summary>
    /// <param name="length">How much to keep, from 0 to <see cref="Length"/>.</param>
    /// <exception cref="ArgumentOutOfRangeException"><paramref name="length"/> is outside that range.</exception>
    public void CutTo(int length)
    {
        ArgumentOutOfRangeException.ThrowIfNegative(length);
        ArgumentOutOfRangeException.ThrowIfGreaterThan(length, Length);
        while (Length > length)
        {
            StringBuilder last = _stretches[^1].Text;
            int surplus = Math.Min(Length - length, last.Length);
            last.Length -= surplus;
            Length -= surplus;
            if (last.Length == 0)
            {
                _stretches.RemoveAt(_stretches.Count - 1);
            }
        }
    }

    /// <summary>The text of all segments of one kind, one after another.</summary>
    /// <param name="kind">The kind.</param>
    public string TextOf(TextKind kind) =>
        string.Concat(_stretches.Where(stretch => stretch.Kind == kind).Select(stretch => stretch.Text.ToString()));

    /// <summary>The whole text.</summary>
    public override string ToString()
    {
        var whole = new StringBuilder(Length);
        foreach (Stretch stretch in _stretches)
        {
            whole.Append(stretch.Text);
        }

        return whole.ToString();
    }

    private static bool IsOwn(TextKind kind) =>
        kind is TextKind.Reasoning or TextKind.Summary or TextKind.AnswerPrompt or TextKind.Answer;

    private sealed record Stretch(TextKind Kind, StringBuilder Text);
}
