using Google.Protobuf;
using Google.Protobuf.Reflection;
using LeaP.Protocol.Link.V1;
using LeaP.Protocol.Reasoning.V1;
using LeaP.Protocol.Tests.Messages;
using Path = System.IO.Path;

namespace LeaP.Protocol.Tests.Wire;

/// <summary>One kind of message in one envelope, with its pair of golden files.</summary>
/// <param name="Envelope">The envelope's type.</param>
/// <param name="Payload">Name of the oneof field that is set.</param>
internal sealed record GoldenKind(MessageDescriptor Envelope, string Payload)
{
    private static readonly JsonFormatter Formatter = new(JsonFormatter.Settings.Default.WithIndentation().WithPreserveProtoFieldNames(true));

    /// <summary>Every kind that travels on a link or in a session's event stream, by name.</summary>
    public static IReadOnlyDictionary<string, GoldenKind> All { get; } = new[] { ConnectRequest.Descriptor, ConnectResponse.Descriptor, SessionEvent.Descriptor }
        .SelectMany(envelope => envelope.FindFieldsOfPayload().Select(field => new GoldenKind(envelope, field.Name)))
        .ToDictionary(kind => kind.Name);

    /// <summary>Name of the kind and of its files.</summary>
    public string Name => $"{Envelope.Name}.{Payload}";

    /// <summary>The bytes as they travel.</summary>
    public string BinaryFile => Path.Combine(Repository.Golden, $"{Name}.binpb");

    /// <summary>The same message for people.</summary>
    public string JsonFile => Path.Combine(Repository.Golden, $"{Name}.json");

    /// <summary>Text of a message as it stands in a golden file.</summary>
    public static string ToJson(IMessage message) => Formatter.Format(message).ReplaceLineEndings("\n") + "\n";

    /// <summary>Writes both files anew with every field set.</summary>
    public void Renew()
    {
        IMessage sample = new MessageSampler(seed: 1, fieldChance: 1).Next(Envelope, Payload);
        Directory.CreateDirectory(Repository.Golden);
        File.WriteAllBytes(BinaryFile, sample.ToByteArray());
        File.WriteAllText(JsonFile, ToJson(sample));
    }
}
