using Google.Protobuf.WellKnownTypes;
using LeaP.Protocol.Common.V1;
using LeaP.Protocol.Link.V1;
using LeaP.Worker.Link;
using LeaP.Worker.Options;
using Microsoft.Extensions.Logging.Abstractions;

namespace LeaP.Worker.Tests.Support;

/// <summary>Links of scripted workers to routers that are spoken by hand.</summary>
internal static class Links
{
    public static readonly TimeSpan Interval = TimeSpan.FromSeconds(10);
    public static readonly TimeSpan Silence = TimeSpan.FromDays(1);

    public static RouterLink New(
        ScriptedWorker worker, FakeRouter router, LinkMemory memory, WorkerOptions? options = null) => new(
        new WorkerLinkService.WorkerLinkServiceClient(router),
        "http://router",
        memory,
        new LinkTerms(options ?? new WorkerOptions { Id = "worker-a" }, Guid.NewGuid(), worker.Model, worker.Model.Engine.Model.SlotCount),
        worker.Paths,
        new DrainOrder(),
        worker.Time,
        NullLogger<RouterLink>.Instance);

    public static PathAttempt Attempt(string path) => new() { SessionId = Orders.SessionId, PathId = path, Attempt = 1 };

    public static ConnectResponse Start(params string[] paths)
    {
        var start = new StartPaths
        {
            SessionId = Orders.SessionId,
            ModelId = "scripted",
            Problem = "1+1",
            Mode = "leap",
            AnswerFormat = "boxed",
            AnswerSection = true,
            PeerWaitLimit = Duration.FromTimeSpan(TimeSpan.FromHours(1)),
            Rounds = new RoundSchedule { IntervalTokens = 10_000, SummaryTokens = 30, MaxTurns = 3, AnswerTokens = 25 },
        };
        start.Paths.AddRange(paths.Select(path => new PathStart { Attempt = Attempt(path) }));
        return new ConnectResponse { StartPaths = start };
    }

    public static async Task UntilAsync(Func<bool> condition)
    {
        using var limit = new CancellationTokenSource(TimeSpan.FromSeconds(30), TimeProvider.System);
        while (!condition() && !limit.IsCancellationRequested)
        {
            await Task.Yield();
        }

        condition().ShouldBeTrue();
    }
}
