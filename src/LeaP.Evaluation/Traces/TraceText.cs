using System.Text;
using LeaP.Protocol.Common.V1;

namespace LeaP.Evaluation.Traces;

/// <summary>The text of a path: its prompt, and behind it what becomes the assistant's message.</summary>
internal sealed class TraceText
{
    private readonly List<TraceSpan> _spans = [];
    private readonly StringBuilder _content = new();
    private readonly StringBuilder _prompt = new();

    /// <summary>Reads a path's text.</summary>
    /// <param name="segments">The text by who wrote it, in order.</param>
    /// <exception cref="TraceException">A segment is of a kind that this version does not know.</exception>
    public TraceText(IEnumerable<TextSegment> segments)
    {
        int position = 0;
        foreach (TextSegment segment in segments)
        {
            if (segment.Kind == TextSegment.Types.Kind.Prompt && _spans.Count == 0)
            {
                _prompt.Append(segment.Text);
                continue;
            }

            int start = position;
            position += segment.Text.EnumerateRunes().Count();
            _content.Append(segment.Text);
            _spans.Add(new TraceSpan(
                start, position, TraceSpanKinds.NameOf(segment.Kind), TraceSpanKinds.IsLearned(segment.Kind)));
        }
    }

    /// <summary>What the path began from.</summary>
    public string Prompt => _prompt.ToString();

    /// <summary>Everything behind it.</summary>
    public string Content => _content.ToString();

    /// <summary>Who wrote what in <see cref="Content"/>.</summary>
    public IReadOnlyList<TraceSpan> Spans => _spans;
}
