using Grpc.Core;
using LeaP.Protocol.Reasoning.V1;
using LeaP.TestKit;

namespace LeaP.FunctionalTests.Support;

/// <summary>Reads event streams whole and checks what holds for all of them.</summary>
internal static class EventStreams
{
    /// <summary>Reasons to the end: events numbered without gaps, accepted first, finished last.</summary>
    public static async Task<IReadOnlyList<SessionEvent>> ReasonToEndAsync(
        this ReasoningService.ReasoningServiceClient client,
        ReasonRequest request)
    {
        using AsyncServerStreamingCall<ReasonResponse> call = client.Reason(request);
        var events = new List<SessionEvent>();
        async Task ReadAsync()
        {
            await foreach (ReasonResponse response in call.ResponseStream.ReadAllAsync())
            {
                events.Add(response.Event);
            }
        }

        await ReadAsync().DefaultTimeout();
        events.Select(e => e.Sequence).ShouldBe(Enumerable.Range(1, events.Count).Select(i => (long)i));
        events[0].PayloadCase.ShouldBe(SessionEvent.PayloadOneofCase.SessionAccepted);
        events[^1].PayloadCase.ShouldBe(SessionEvent.PayloadOneofCase.SessionFinished);
        return events;
    }

    /// <summary>Reasons to the end and gets the session with everything.</summary>
    public static async Task<Session> ReasonAsync(
        this ReasoningService.ReasoningServiceClient client,
        ReasonRequest request)
    {
        IReadOnlyList<SessionEvent> events = await client.ReasonToEndAsync(request);
        return await client.GetFullAsync(events[0].SessionAccepted.Session.SessionId);
    }

    public static async Task<Session> GetFullAsync(
        this ReasoningService.ReasoningServiceClient client,
        string sessionId)
    {
        GetSessionResponse response = await client.GetSessionAsync(
            new GetSessionRequest { SessionId = sessionId, View = SessionView.Full }).ResponseAsync.DefaultTimeout();
        return response.Session;
    }

    public static string FullText(this Protocol.Reasoning.V1.Path path) =>
        string.Concat(path.Transcript.Select(segment => segment.Text));

    /// <summary>Runs a session whose first worker disappears.</summary>
    /// <param name="cluster">The router and its workers.</param>
    /// <param name="request">The request.</param>
    /// <param name="eventsBefore">Events told before the worker disappears.</param>
    public static async Task<IReadOnlyList<SessionEvent>> ReasonAndLoseWorkerAsync(
        this TestCluster cluster,
        ReasonRequest request,
        int eventsBefore)
    {
        using AsyncServerStreamingCall<ReasonResponse> call = cluster.Reasoning.Reason(request);
        var events = new List<SessionEvent>();
        while (await call.ResponseStream.MoveNext(TestContext.Current.CancellationToken).DefaultTimeout())
        {
            events.Add(call.ResponseStream.Current.Event);
            if (events.Count == eventsBefore)
            {
                await cluster.Workers[0].StopAsync(TestContext.Current.CancellationToken).DefaultTimeout();
            }
        }

        return events;
    }
}
