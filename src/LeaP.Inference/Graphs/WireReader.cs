using System.Text;

namespace LeaP.Inference.Graphs;

/// <summary>
/// Reads a protocol buffer field by field from a file and leaves out what nobody asks for, so that a graph of many
/// gigabytes is looked through in moments.
/// </summary>
internal sealed class WireReader(Stream stream, long end)
{
    private const int LongestText = 1 << 16;
    private const int LongestNumber = 10;

    private readonly byte[] _one = new byte[1];

    private enum WireType
    {
        Number = 0,
        Fixed64 = 1,
        Bytes = 2,
        Fixed32 = 5,
    }

    /// <summary>Number of the field that was read last.</summary>
    public int Field { get; private set; }

    private WireType Type { get; set; }

    /// <summary>Goes to the next field.</summary>
    /// <returns>Whether there is one.</returns>
    /// <exception cref="InvalidDataException">The file is no protocol buffer or ends too early.</exception>
    public bool Next()
    {
        if (stream.Position >= end)
        {
            return false;
        }

        ulong tag = ReadNumber();
        Type = (WireType)(tag & 7);
        Field = (int)(tag >> 3);
        return Field > 0 && Enum.IsDefined(Type) ? true : throw Broken("a field of an unknown kind");
    }

    public long Number() => Type == WireType.Number ? (long)ReadNumber() : throw Broken("no number where one has to be");

    public string Text()
    {
        long length = Length();
        if (length > LongestText)
        {
            throw Broken("a name that is too long");
        }

        byte[] bytes = new byte[length];
        stream.ReadExactly(bytes);
        return Encoding.UTF8.GetString(bytes);
    }

    /// <summary>A reader of the message in this field; it has to be read to its end before this one goes on.</summary>
    public WireReader Message()
    {
        long length = Length();
        return new WireReader(stream, stream.Position + length);
    }

    /// <summary>Leaves the field out.</summary>
    public void Skip()
    {
        switch (Type)
        {
            case WireType.Number:
                ReadNumber();
                break;
            case WireType.Bytes:
                long length = Length();
                stream.Position += length;
                break;
            default:
                stream.Position += Type == WireType.Fixed64 ? sizeof(ulong) : sizeof(uint);
                break;
        }
    }

    private long Length()
    {
        if (Type != WireType.Bytes)
        {
            throw Broken("no text or message where one has to be");
        }

        ulong length = ReadNumber();
        return length <= (ulong)(end - stream.Position) ? (long)length : throw Broken("a part that is longer than the file");
    }

    private ulong ReadNumber()
    {
        ulong value = 0;
        for (int i = 0; i < LongestNumber; i++)
        {
            if (stream.Read(_one) == 0)
            {
                throw Broken("its end in the middle of a number");
            }

            value |= (ulong)(_one[0] & 0x7F) << (7 * i);
            if (_one[0] < 0x80)
            {
                return value;
            }
        }

        throw Broken("a number that is too long");
    }

    private InvalidDataException Broken(string what) => new($"it has {what} near byte {stream.Position}");
}
