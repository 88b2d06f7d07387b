using Grpc.Core;
using LeaP.Protocol.Reasoning.V1;
using LeaP.TestKit;

namespace LeaP.FunctionalTests.Support;

/// <summary>Reads the streams of WatchSession whole.</summary>
internal static class WatchStreams
{
    /// <summary>Watches a session to its end, every event of it.</summary>
    public static async Task<IReadOnlyList<SessionEvent>> WatchToEndAsync(
        this ReasoningService.ReasoningServiceClient client,
        string sessionId,
        long after = 0)
    {
        using AsyncServerStreamingCall<WatchSessionResponse> call = client.WatchSession(new WatchSessionRequest
        {
            SessionId = sessionId,
            AfterSequence = after,
            EventDetail = EventDetail.Tokens,
        });
        var events = new List<SessionEvent>();
        async Task ReadAsync()
        {
            await foreach (WatchSessionResponse response in call.ResponseStream.ReadAllAsync())
            {
                events.Add(response.Event);
            }
        }

        await ReadAsync().DefaultTimeout();
        return events;
    }
}
