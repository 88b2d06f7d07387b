using Grpc.Core;
using LeaP.Fuzz.Mutations;
using LeaP.Protocol;
using LeaP.Protocol.Common.V1;
using LeaP.Protocol.Link.V1;
using LeaP.Reasoning.Randomness;
using LeaP.Reasoning.Sessions;
using LeaP.Router.Links;
using LeaP.Router.Placement;
using LeaP.Router.Sessions;
using PathAttempt = LeaP.Protocol.Link.V1.PathAttempt;

namespace LeaP.Fuzz.Targets;

/// <summary>
/// A worker that sends messages which are wrong, out of order, doubled or cut off: its link ends with a status, its
/// session ends, and its slots do not come back as more than there were.
/// </summary>
internal sealed class LinkTarget : IFuzzTarget
{
    private const int Paths = 2;
    private static readonly TimeSpan Limit = TimeSpan.FromSeconds(30);

    private readonly RouterParts _router = new();
    private bool _started;

    public string Name => "link";

    public int Share => 60;

    public async ValueTask RunAsync(SeededRandom random)
    {
        if (!_started)
        {
            _started = true;
            await _router.StartAsync();
        }

        var opening = new ConnectRequest { Sequence = 1, Hello = RouterParts.Hello() };
        if (random.NextBelow(4) == 0)
        {
            MessageMutator.Mutate(opening, random);
        }

        try
        {
            WorkerIdentity worker = await _router.Get<LinkHandshake>().ReceiveAsync(
                new MessageStream<ConnectRequest>([opening]), CancellationToken.None);
            await RunLinkAsync(_router.NewLink(worker), random);
        }
        catch (RpcException exception) when (exception.StatusCode is not (StatusCode.Internal or StatusCode.Unknown))
        {
            // The link ended with a status of the protocol.
        }
    }

    public ValueTask DisposeAsync() => _router.DisposeAsync();

    private async Task RunLinkAsync(WorkerLink link, SeededRandom random)
    {
        WorkerDirectory directory = _router.Get<WorkerDirectory>();
        directory.Enter(link);
        SessionRunner runner = await StartSessionAsync(link);
        try
        {
            await link.RunAsync(
                new MessageStream<ConnectRequest>(Script(runner.SessionId, random)),
                new MessageStream<ConnectResponse>([]),
                CancellationToken.None);
            if (_router.Get<PlacementQueue>().FreeSlots(link) > link.SlotCount)
            {
                throw new FuzzException("More slots are free than there are.");
            }
        }
        finally
        {
            directory.Leave(link);
            link.Close();
            await runner.PostAsync(new SessionCommand.LinkLost(link), CancellationToken.None);
            await runner.PostAsync(new SessionCommand.CancelRequested("over"), CancellationToken.None);
            await EndAsync(runner);
        }
    }

    private async Task<SessionRunner> StartSessionAsync(WorkerLink link)
    {
        var settings = new SessionSettings
        {
            Problem = "1+1",
            Model = link.Worker.Models[0].ModelId,
            Mode = "leap",
            PathCount = Math.Min(Paths, link.SlotCount),
            Rounds = new RoundSettings { IntervalTokens = 10, SummaryTokens = 10, MaxTurns = 3, AnswerTokens = 10 },
            Routing = new RoutingSettings("hybrid", 1, "indel"),
            Sampling = new SamplingValues(),
            Seed = 1,
            AnswerFormat = "boxed",
            TimeLimit = TimeSpan.FromHours(1),
        };
        SessionStart start = await _router.Get<SessionRegistry>().StartAsync("", settings);
        SessionRunner runner = start.Runner!;

        // Accepted, and one event for each path that was placed.
        long placed = 0;
        while (placed < 1 + settings.PathCount)
        {
            placed += (await runner.Feed.ReadBatchAsync(placed, int.MaxValue, CancellationToken.None)).Count;
        }

        return runner;
    }

    private static async Task EndAsync(SessionRunner runner)
    {
        using var limit = new CancellationTokenSource(Limit);
        await foreach (SessionEvent _ in runner.Feed.ReadAsync(0, limit.Token))
        {
        }

        SessionSnapshot end = runner.Snapshot;
        if (end.Failure?.Reason == ErrorReasons.Internal)
        {
            throw new FuzzException("The session failed for a reason that was not foreseen.");
        }

        if (end.Paths.Count != end.Settings.PathCount || end.Times.Finished is null)
        {
            throw new FuzzException($"The session ended with {end.Paths.Count} paths.");
        }
    }

    /// <summary>What a worker tells of two paths in two rounds, then spoilt.</summary>
    private static List<ConnectRequest> Script(string session, SeededRandom random)
    {
        List<ConnectRequest> script = [new() { LoadReport = new LoadReport { RunningPaths = Paths } }];
        for (int round = 1; round <= 2; round++)
        {
            for (int path = 0; path < Paths; path++)
            {
                script.Add(new() { TextReported = new TextReported { Attempt = Attempt(session, path), Text = "so", Turn = round } });
                script.Add(new()
                {
                    SummaryReported = new SummaryReported
                    {
                        Attempt = Attempt(session, path),
                        Round = round,
                        Summary = HostileText.DrawSendable(random),
                        Usage = new TokenUsage { ReasoningTokens = 3 },
                        Text = { new TextSegment { Kind = TextSegment.Types.Kind.Reasoning, Text = "so" } },
                    },
                });
            }
        }

        script.Add(new()
        {
            PathFinished = new PathFinished { Attempt = Attempt(session, 0), Answer = "7", FinishReason = FinishReason.Stop },
        });
        script.Add(new()
        {
            PathFailed = new PathFailed
            {
                Attempt = Attempt(session, 1),
                Failure = new Failure { Reason = "ENGINE_FAILED", Message = "broke", Retryable = true },
            },
        });
        script.Add(new() { DrainStarted = new DrainStarted() });
        return Spoil(script, random);
    }

    private static List<ConnectRequest> Spoil(List<ConnectRequest> script, SeededRandom random)
    {
        for (int i = random.NextBelow(4); i > 0; i--)
        {
            int at = random.NextBelow(script.Count);
            int other = random.NextBelow(script.Count);
            switch (random.NextBelow(4))
            {
                case 0:
                    (script[at], script[other]) = (script[other], script[at]);
                    break;
                case 1:
                    script.Insert(at, script[other].Clone());
                    break;
                case 2 when at > 0:
                    script.RemoveRange(at, script.Count - at);
                    break;
                default:
                    MessageMutator.Mutate(script[at], random);
                    break;
            }
        }

        for (int i = 0; i < script.Count; i++)
        {
            script[i].Sequence = random.NextBelow(100) == 0 ? i : i + 2;
        }

        return [.. script.Select(message => random.NextBelow(10) == 0 ? MessageMutator.ThroughBytes(message, random) : message)
            .TakeWhile(message => message is not null)
            .Select(message => message!)];
    }

    private static PathAttempt Attempt(string session, int path) =>
        new() { SessionId = session, PathId = PathIds.Format(path), Attempt = 1 };
}
