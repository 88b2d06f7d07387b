using System.Runtime.InteropServices;

namespace LeaP.Inference.Text;

/// <summary>Text that grows and shrinks at its end and can be read without copying it.</summary>
internal sealed class TextBuffer
{
    private readonly List<char> _characters;
    private string? _text;

    public TextBuffer() => _characters = [];

    private TextBuffer(List<char> characters, string? text)
    {
        _characters = characters;
        _text = text;
    }

    public int Length => _characters.Count;

    /// <summary>The text; valid until the next change.</summary>
    public ReadOnlySpan<char> Span => CollectionsMarshal.AsSpan(_characters);

    public void Append(ReadOnlySpan<char> text)
    {
        if (text.Length > 0)
        {
            _text = null;
            _characters.AddRange(text);
        }
    }

    public void Truncate(int length)
    {
        if (length < _characters.Count)
        {
            _text = null;
            _characters.RemoveRange(length, _characters.Count - length);
        }
    }

    public TextBuffer Clone() => new([.. _characters], _text);

    public override string ToString() => _text ??= new string(Span);
}
