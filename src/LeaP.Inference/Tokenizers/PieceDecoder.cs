using System.Buffers;
using System.Text;

namespace LeaP.Inference.Tokenizers;

/// <summary>
/// Turns the bytes of one token after another into text. A character that is not whole yet is held back; bytes that
/// can never become a character give U+FFFD, as <see cref="Encoding.UTF8"/> does it.
/// </summary>
internal sealed class PieceDecoder
{
    private const int LongestCharacter = 4;

    private readonly byte[] _held = new byte[LongestCharacter];
    private int _heldCount;

    /// <summary>Whether bytes are held back.</summary>
    public bool IsOpen => _heldCount > 0;

    /// <summary>Adds bytes and appends the text that became certain to <paramref name="text"/>.</summary>
    public void Append(ReadOnlySpan<byte> bytes, StringBuilder text)
    {
        while (_heldCount > 0 && bytes.Length > 0)
        {
            _held[_heldCount++] = bytes[0];
            bytes = bytes[1..];
            OperationStatus status = Rune.DecodeFromUtf8(_held.AsSpan(0, _heldCount), out Rune rune, out int used);
            if (status != OperationStatus.NeedMoreData)
            {
                text.Append(rune.ToString());
                _held.AsSpan(used, _heldCount - used).CopyTo(_held);
                _heldCount -= used;
                DrainHeld(text);
            }
        }

        while (bytes.Length > 0)
        {
            OperationStatus status = Rune.DecodeFromUtf8(bytes, out Rune rune, out int used);
            if (status == OperationStatus.NeedMoreData)
            {
                bytes.CopyTo(_held);
                _heldCount = bytes.Length;
                return;
            }

            text.Append(rune.ToString());
            bytes = bytes[used..];
        }
    }

    /// <summary>Ends the text: what is held back becomes U+FFFD.</summary>
    public void Flush(StringBuilder text)
    {
        if (_heldCount > 0)
        {
            text.Append(Rune.ReplacementChar.ToString());
            _heldCount = 0;
        }
    }

    /// <summary>Forgets what is held back.</summary>
    public void Clear() => _heldCount = 0;

    public PieceDecoder Clone()
    {
        var copy = new PieceDecoder { _heldCount = _heldCount };
        _held.CopyTo(copy._held, 0);
        return copy;
    }

    private void DrainHeld(StringBuilder text)
    {
        while (_heldCount > 0)
        {
            OperationStatus status = Rune.DecodeFromUtf8(_held.AsSpan(0, _heldCount), out Rune rune, out int used);
            if (status == OperationStatus.NeedMoreData)
            {
                return;
            }

            text.Append(rune.ToString());
            _held.AsSpan(used, _heldCount - used).CopyTo(_held);
            _heldCount -= used;
        }
    }
}
