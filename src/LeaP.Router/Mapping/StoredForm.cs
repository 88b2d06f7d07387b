using Google.Protobuf;
using LeaP.Protocol.Reasoning.V1;
using LeaP.Reasoning.Sessions;
using LeaP.Reasoning.Storage;
using LeaP.Router.Sessions;
using ProtoEvent = LeaP.Protocol.Reasoning.V1.SessionEvent;
using SessionEvent = LeaP.Router.Sessions.SessionEvent;

namespace LeaP.Router.Mapping;

/// <summary>
/// Sessions and events as they are stored: the messages of the public API, so that what readers of the store get is what
/// clients of the owner got. Behind them stands what a router needs to go on with the session.
/// </summary>
internal static class StoredForm
{
    private static readonly MessageParser<Session> Sessions = Session.Parser.WithDiscardUnknownFields(true);
    private static readonly MessageParser<ProtoEvent> Events = ProtoEvent.Parser.WithDiscardUnknownFields(true);

    /// <summary>Makes the stored form of an event, with what happened to the session since the one before.</summary>
    /// <param name="sessionEvent">The event.</param>
    public static StoredEvent Of(SessionEvent sessionEvent)
    {
        ProtoEvent message = SessionMapping.ToProto(sessionEvent);
        return sessionEvent.Inputs.Count == 0
            ? Of(message)
            : new StoredEvent(sessionEvent.Sequence, StoredTail.Append(message, sessionEvent.Inputs));
    }

    /// <summary>Makes the stored form of an event.</summary>
    /// <param name="sessionEvent">The event.</param>
    public static StoredEvent Of(ProtoEvent sessionEvent) => new(sessionEvent.Sequence, sessionEvent.ToByteArray());

    /// <summary>Makes the stored form of a session.</summary>
    /// <param name="snapshot">The session.</param>
    public static ReadOnlyMemory<byte> Of(SessionSnapshot snapshot) =>
        Of(SessionMapping.ToProto(snapshot, SessionView.Full));

    /// <summary>Makes the stored form of a session that has not ended.</summary>
    /// <param name="snapshot">The session.</param>
    /// <param name="requestId">The request that started it; empty for none.</param>
    /// <param name="handedOver">True when its router stops and another may go on at once.</param>
    public static ReadOnlyMemory<byte> Of(SessionSnapshot snapshot, string requestId, bool handedOver) =>
        StoredTail.Append(
            SessionMapping.ToProto(snapshot, SessionView.Full),
            new StoredProgress(requestId, snapshot.Sequence, handedOver, snapshot.Settings, snapshot.Inputs));

    /// <summary>Makes the stored form of a session.</summary>
    /// <param name="session">The session with everything.</param>
    public static ReadOnlyMemory<byte> Of(Session session) => session.ToByteArray();

    /// <summary>Reads an event.</summary>
    /// <param name="stored">Its stored form.</param>
    public static ProtoEvent Read(StoredEvent stored) => Events.ParseFrom(stored.Payload.Span);

    /// <summary>Reads what happened to the session before an event and after the one before it.</summary>
    /// <param name="stored">The event's stored form.</param>
    public static IReadOnlyList<SessionInput> ReadInputs(StoredEvent stored) =>
        StoredTail.Read<SessionInput[]>(stored.Payload) ?? [];

    /// <summary>Reads a session.</summary>
    /// <param name="stored">Its stored form.</param>
    public static Session ReadSession(ReadOnlyMemory<byte> stored) => Sessions.ParseFrom(stored.Span);

    /// <summary>Reads what a router needs to go on with a session.</summary>
    /// <param name="stored">The session's stored form.</param>
    /// <returns>Null for a session that has ended, or that a build of another kind stored.</returns>
    public static StoredProgress? ReadProgress(ReadOnlyMemory<byte> stored) => StoredTail.Read<StoredProgress>(stored);

    /// <summary>Says until when an ended session is kept.</summary>
    /// <param name="stored">The session's stored form.</param>
    /// <returns>When it expires; null when it has not ended.</returns>
    public static DateTimeOffset? ReadExpiry(ReadOnlyMemory<byte> stored) =>
        ReadSession(stored) is { FinishTime: not null, ExpireTime: { } expires } ? expires.ToDateTimeOffset() : null;
}
