using Google.Protobuf;
using LeaP.Protocol.Fleet.V1;
using LeaP.Router.Links;

namespace LeaP.Router.Mapping;

/// <summary>A router's workers as other routers read them: the answer of the public API.</summary>
internal static class RosterForm
{
    private static readonly MessageParser<ListWorkersResponse> Parser = ListWorkersResponse.Parser.WithDiscardUnknownFields(true);

    /// <summary>Makes the stored form.</summary>
    /// <param name="linked">The workers.</param>
    public static ReadOnlyMemory<byte> Of(IEnumerable<WorkerLink> linked)
    {
        var roster = new ListWorkersResponse();
        roster.Workers.AddRange(linked.Select(link => FleetMapping.ToWorker(link, isLost: false)));
        return roster.ToByteArray();
    }

    /// <summary>Reads the stored form.</summary>
    /// <param name="stored">What a router stored.</param>
    /// <exception cref="InvalidProtocolBufferException">A router did not store it.</exception>
    public static IReadOnlyList<Worker> Read(ReadOnlyMemory<byte> stored) => Parser.ParseFrom(stored.Span).Workers;
}
