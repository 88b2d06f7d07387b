using Google.Protobuf;
using LeaP.Protocol.Reasoning.V1;
using LeaP.Reasoning.Storage;
using LeaP.Router.Sessions;
using ProtoEvent = LeaP.Protocol.Reasoning.V1.SessionEvent;
using SessionEvent = LeaP.Router.Sessions.SessionEvent;

namespace LeaP.Router.Mapping;

/// <summary>
/// Sessions and events as they are stored: the messages of the public API, so that what readers of the store get is what
/// clients of the owner got.
/// </summary>
internal static class StoredForm
{
    /// <summary>Makes the stored form of an event.</summary>
    /// <param name="sessionEvent">The event.</param>
    public static StoredEvent Of(SessionEvent sessionEvent) => Of(SessionMapping.ToProto(sessionEvent));

    /// <summary>Makes the stored form of an event.</summary>
    /// <param name="sessionEvent">The event.</param>
    public static StoredEvent Of(ProtoEvent sessionEvent) => new(sessionEvent.Sequence, sessionEvent.ToByteArray());

    /// <summary>Makes the stored form of a session.</summary>
    /// <param name="snapshot">The session.</param>
    public static ReadOnlyMemory<byte> Of(SessionSnapshot snapshot) =>
        Of(SessionMapping.ToProto(snapshot, SessionView.Full));

    /// <summary>Makes the stored form of a session.</summary>
    /// <param name="session">The session with everything.</param>
    public static ReadOnlyMemory<byte> Of(Session session) => session.ToByteArray();

    /// <summary>Reads an event.</summary>
    /// <param name="stored">Its stored form.</param>
    public static ProtoEvent Read(StoredEvent stored) => ProtoEvent.Parser.ParseFrom(stored.Payload.Span);

    /// <summary>Reads a session.</summary>
    /// <param name="stored">Its stored form.</param>
    public static Session ReadSession(ReadOnlyMemory<byte> stored) => Session.Parser.ParseFrom(stored.Span);

    /// <summary>Says until when an ended session is kept.</summary>
    /// <param name="stored">The session's stored form.</param>
    /// <returns>When it expires; null when it has not ended.</returns>
    public static DateTimeOffset? ReadExpiry(ReadOnlyMemory<byte> stored) =>
        ReadSession(stored) is { FinishTime: not null, ExpireTime: { } expires } ? expires.ToDateTimeOffset() : null;
}
