using FsCheck;
using FsCheck.Xunit;
using Google.Protobuf;
using Google.Protobuf.Reflection;

namespace LeaP.Protocol.Tests.Messages;

public sealed class RoundTripTests
{
    private static readonly IReadOnlyList<MessageDescriptor> Types = [.. ProtoCatalog.Messages.Values.OrderBy(type => type.FullName, StringComparer.Ordinal)];

    [Theory]
    [MemberData(nameof(ProtoCatalog.MessageNames), MemberType = typeof(ProtoCatalog))]
    public void A_message_with_every_field_survives_bytes_and_JSON(string name)
    {
        MessageDescriptor type = ProtoCatalog.Messages[name];
        foreach (int seed in Enumerable.Range(0, 20))
        {
            IMessage message = new MessageSampler(seed, fieldChance: 1).Next(type);
            type.Parser.ParseFrom(message.ToByteArray()).ShouldBe(message);
            type.Parser.ParseJson(JsonFormatter.Default.Format(message)).ShouldBe(message);
        }
    }

    [Property(MaxTest = 300)]
    public void A_message_with_some_fields_survives_bytes_and_JSON(int seed, NonNegativeInt pick)
    {
        IMessage message = Sample(seed, pick);
        message.Descriptor.Parser.ParseFrom(message.ToByteArray()).ShouldBe(message);
        message.Descriptor.Parser.ParseJson(JsonFormatter.Default.Format(message)).ShouldBe(message);
    }

    [Property(MaxTest = 300)]
    public void Bytes_that_are_cut_short_are_refused_or_read_as_a_message(int seed, NonNegativeInt pick, NonNegativeInt length)
    {
        IMessage message = Sample(seed, pick);
        byte[] bytes = message.ToByteArray();
        ReadOrRefuse(message.Descriptor, bytes[..(length.Get % (bytes.Length + 1))]);
    }

    [Property(MaxTest = 500)]
    public void Garbage_is_refused_or_read_as_a_message(byte[] garbage, NonNegativeInt pick) =>
        ReadOrRefuse(Types[pick.Get % Types.Count], garbage);

    [Fact]
    public void A_field_of_a_later_version_is_kept_when_a_message_is_passed_on()
    {
        byte[] withUnknownField = [.. new Link.V1.ConnectRequest { Sequence = 7 }.ToByteArray(), 0xF8, 0x3F, 0x05];
        Link.V1.ConnectRequest.Parser.ParseFrom(withUnknownField).ToByteArray().ShouldBe(withUnknownField);
    }

    private static IMessage Sample(int seed, NonNegativeInt pick) =>
        new MessageSampler(seed, fieldChance: 0.5).Next(Types[pick.Get % Types.Count]);

    private static void ReadOrRefuse(MessageDescriptor type, byte[] bytes)
    {
        IMessage? read = null;
        try
        {
            read = type.Parser.ParseFrom(bytes);
        }
        catch (InvalidProtocolBufferException)
        {
            return;
        }

        type.Parser.ParseFrom(read.ToByteArray()).ShouldBe(read);
    }
}
