using System.Text;

namespace LeaP.Inference.Graphs;

/// <summary>Writes a small protocol buffer field by field.</summary>
internal sealed class WireWriter
{
    private const int Bytes = 2;
    private const int GroupBits = 7;

    private readonly List<byte> _bytes = [];

    public byte[] ToArray() => [.. _bytes];

    public WireWriter Number(int field, long value)
    {
        WriteNumber((ulong)field << 3);
        WriteNumber((ulong)value);
        return this;
    }

    public WireWriter Text(int field, string value) => Piece(field, Encoding.UTF8.GetBytes(value));

    public WireWriter Message(int field, WireWriter value) => Piece(field, value.ToArray());

    private WireWriter Piece(int field, byte[] bytes)
    {
        WriteNumber(((ulong)field << 3) | Bytes);
        WriteNumber((ulong)bytes.Length);
        _bytes.AddRange(bytes);
        return this;
    }

    private void WriteNumber(ulong value)
    {
        while (value >> GroupBits > 0)
        {
            _bytes.Add((byte)(value | (1 << GroupBits)));
            value >>= GroupBits;
        }

        _bytes.Add((byte)value);
    }
}
