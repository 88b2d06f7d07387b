using System.Text.Json;
using Google.Protobuf;

namespace LeaP.Router.Mapping;

/// <summary>
/// What routers alone need of a stored message, as JSON in a field of its own behind it. Whoever reads the message as the
/// public API has it does not see the field.
/// </summary>
internal static class StoredTail
{
    // Far above the numbers of the public messages.
    private const int FieldNumber = 1000;

    /// <summary>Puts a tail behind a message.</summary>
    /// <typeparam name="T">Type of the tail.</typeparam>
    /// <param name="message">The message.</param>
    /// <param name="tail">The tail.</param>
    public static byte[] Append<T>(IMessage message, T tail)
    {
        using var bytes = new MemoryStream();
        using (var output = new CodedOutputStream(bytes, leaveOpen: true))
        {
            message.WriteTo(output);
            output.WriteTag(FieldNumber, WireFormat.WireType.LengthDelimited);
            output.WriteBytes(ByteString.CopyFrom(JsonSerializer.SerializeToUtf8Bytes(tail)));
        }

        return bytes.ToArray();
    }

    /// <summary>Reads the tail behind a message.</summary>
    /// <typeparam name="T">Type of the tail.</typeparam>
    /// <param name="stored">The message with its tail.</param>
    /// <returns>The tail; null when there is none, or one that this build cannot read.</returns>
    public static T? Read<T>(ReadOnlyMemory<byte> stored)
        where T : class
    {
        using var input = new CodedInputStream(stored.ToArray());
        uint tag;
        while ((tag = input.ReadTag()) != 0)
        {
            if (WireFormat.GetTagFieldNumber(tag) != FieldNumber)
            {
                input.SkipLastField();
                continue;
            }

            try
            {
                return JsonSerializer.Deserialize<T>(input.ReadBytes().Span);
            }
            catch (JsonException)
            {
                return null;
            }
        }

        return null;
    }
}
