using System.Runtime.InteropServices;

namespace LeaP.Inference.Text;

/// <summary>
/// Text that grows and shrinks at its end. One thread changes it; the whole text can be asked for from any thread.
/// </summary>
internal sealed class TextBuffer
{
    private readonly Lock _lock = new();
    private readonly List<char> _characters;
    private string? _text;

    public TextBuffer() => _characters = [];

    private TextBuffer(List<char> characters, string? text)
    {
        _characters = characters;
        _text = text;
    }

    public int Length => _characters.Count;

    /// <summary>The text, for the thread that changes it; valid until the next change.</summary>
    public ReadOnlySpan<char> Span => CollectionsMarshal.AsSpan(_characters);

    public void Append(ReadOnlySpan<char> text)
    {
        lock (_lock)
        {
            _text = text.IsEmpty ? _text : null;
            _characters.AddRange(text);
        }
    }

    public void Truncate(int length)
    {
        lock (_lock)
        {
            _text = length < _characters.Count ? null : _text;
            _characters.RemoveRange(length, _characters.Count - length);
        }
    }

    public TextBuffer Clone() => new([.. _characters], _text);

    public override string ToString()
    {
        lock (_lock)
        {
            return _text ??= new string(Span);
        }
    }
}
