using System.Text;
using LeaP.Protocol.Common.V1;

namespace LeaP.Evaluation.Traces;

/// <summary>The text of a path: its prompt, and behind it what becomes the assistant's message.</summary>
internal sealed class TraceText
{
    private readonly List<TraceSpan> _spans = [];
    private readonly StringBuilder _content = new();
    private readonly StringBuilder _prompt = new();
    private int _position;

    /// <summary>Reads a path's text.</summary>
    /// <param name="segments">The text by who wrote it, in order.</param>
    /// <param name="beginning">What the request let the path begin with; empty when it began by itself.</param>
    /// <exception cref="TraceException">A segment is of a kind that this version does not know, or the text does not begin with its beginning.</exception>
    public TraceText(IEnumerable<TextSegment> segments, string beginning)
    {
        foreach (TextSegment segment in segments)
        {
            if (segment.Kind == TextSegment.Types.Kind.Prompt && _spans.Count == 0)
            {
                _prompt.Append(segment.Text);
                continue;
            }

            // The request's own words stand in the text as reasoning.
            int given = _spans.Count == 0 ? Given(segment, beginning) : 0;
            Add(segment.Text[..given], TraceSpanKinds.Beginning, learn: false);
            Add(segment.Text[given..], TraceSpanKinds.NameOf(segment.Kind), TraceSpanKinds.IsLearned(segment.Kind));
        }
    }

    /// <summary>What the path began from.</summary>
    public string Prompt => _prompt.ToString();

    /// <summary>Everything behind it.</summary>
    public string Content => _content.ToString();

    /// <summary>Who wrote what in <see cref="Content"/>.</summary>
    public IReadOnlyList<TraceSpan> Spans => _spans;

    private static int Given(TextSegment first, string beginning) =>
        first.Text.StartsWith(beginning, StringComparison.Ordinal)
            ? beginning.Length
            : throw new TraceException("The text of a path does not begin with the beginning that its session names.");

    private void Add(string text, string kind, bool learn)
    {
        if (text.Length == 0)
        {
            return;
        }

        int start = _position;
        _position += text.EnumerateRunes().Count();
        _content.Append(text);
        _spans.Add(new TraceSpan(start, _position, kind, learn));
    }
}
