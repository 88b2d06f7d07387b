using Google.Protobuf.Reflection;
using LeaP.Protocol.Link.V1;
using LeaP.Protocol.Reasoning.V1;
using LeaP.Protocol.Tests.Wire;

namespace LeaP.Protocol.Tests.Rules;

public sealed class EnvelopeRuleTests
{
    private static readonly IReadOnlyDictionary<string, MessageDescriptor> ByName = new[] { ConnectRequest.Descriptor, ConnectResponse.Descriptor, SessionEvent.Descriptor }
        .ToDictionary(envelope => envelope.Name);

    public static TheoryData<string> Envelopes => [.. ByName.Keys];

    [Theory]
    [MemberData(nameof(Envelopes))]
    public void Numbers_4_to_9_of_an_envelope_are_free(string envelope) =>
        ByName[envelope].Fields.InFieldNumberOrder().Select(field => field.FieldNumber).Where(number => number is >= 4 and <= 9).ShouldBeEmpty();

    [Theory]
    [MemberData(nameof(Envelopes))]
    public void Payloads_of_an_envelope_start_at_10_and_are_messages(string envelope)
    {
        IList<FieldDescriptor> payload = ByName[envelope].FindFieldsOfPayload();
        payload.Min(field => field.FieldNumber).ShouldBe(10);
        payload.ShouldAllBe(field => field.FieldType == FieldType.Message);
    }

    [Theory]
    [MemberData(nameof(Envelopes))]
    public void An_envelope_counts_its_messages_in_field_1(string envelope)
    {
        FieldDescriptor first = ByName[envelope].FindFieldByNumber(1);
        first.Name.ShouldBe("sequence");
        first.FieldType.ShouldBe(FieldType.Int64);
    }

    [Fact]
    public void Both_directions_of_a_link_share_one_envelope() =>
        EnvelopeFields(ConnectRequest.Descriptor).ShouldBe(EnvelopeFields(ConnectResponse.Descriptor));

    private static IEnumerable<string> EnvelopeFields(MessageDescriptor envelope) =>
        envelope.Fields.InFieldNumberOrder().Where(field => field.FieldNumber < 10).Select(field => $"{field.FieldNumber} {field.Name} {field.FieldType}");
}
