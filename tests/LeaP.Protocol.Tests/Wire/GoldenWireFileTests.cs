using Google.Protobuf;

namespace LeaP.Protocol.Tests.Wire;

/// <summary>
/// The golden files are what earlier builds put on the wire. They are only read; with <c>LEAP_RENEW_GOLDEN=1</c> in the
/// environment they are written anew, which a change of the protocol's version alone justifies.
/// </summary>
public sealed class GoldenWireFileTests : IClassFixture<GoldenRenewal>
{
    public static TheoryData<string> Kinds => [.. GoldenKind.All.Keys];

    [Theory]
    [MemberData(nameof(Kinds))]
    public void The_bytes_of_an_earlier_build_read_as_the_JSON_beside_them(string name)
    {
        GoldenKind kind = GoldenKind.All[name];
        IMessage fromBytes = kind.Envelope.Parser.ParseFrom(File.ReadAllBytes(kind.BinaryFile));
        IMessage fromJson = kind.Envelope.Parser.ParseJson(File.ReadAllText(kind.JsonFile));

        fromBytes.ShouldBe(fromJson);
        kind.Envelope.Oneofs.Single(oneof => oneof.Name == "payload").Accessor.GetCaseFieldDescriptor(fromBytes)?.Name.ShouldBe(kind.Payload);
    }

    [Theory]
    [MemberData(nameof(Kinds))]
    public void This_build_writes_the_same_bytes_and_JSON(string name)
    {
        GoldenKind kind = GoldenKind.All[name];
        IMessage message = kind.Envelope.Parser.ParseJson(File.ReadAllText(kind.JsonFile));

        message.ToByteArray().ShouldBe(File.ReadAllBytes(kind.BinaryFile));
        GoldenKind.ToJson(message).ShouldBe(File.ReadAllText(kind.JsonFile));
    }

    [Fact]
    public void Every_golden_file_belongs_to_a_kind_that_is_still_spoken()
    {
        string[] expected = [.. GoldenKind.All.Values.SelectMany(kind => new[] { kind.BinaryFile, kind.JsonFile }).Order(StringComparer.Ordinal)];
        string[] found = [.. Directory.GetFiles(Repository.Golden).Order(StringComparer.Ordinal)];
        found.ShouldBe(expected);
    }
}
