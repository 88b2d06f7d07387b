using Google.Protobuf.Reflection;

namespace LeaP.Protocol.Tests.Wire;

/// <summary>Reads envelopes by their descriptors.</summary>
internal static class EnvelopeDescriptors
{
    /// <summary>Fields of the oneof <c>payload</c>.</summary>
    public static IList<FieldDescriptor> FindFieldsOfPayload(this MessageDescriptor envelope) =>
        envelope.Oneofs.Single(oneof => oneof.Name == "payload").Fields;
}
