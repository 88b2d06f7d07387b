using LeaP.Protocol;
using LeaP.Protocol.Common.V1;
using LeaP.Protocol.Link.V1;
using LeaP.Router;
using LeaP.Router.Access;
using LeaP.Router.Links;
using LeaP.Router.Options;
using LeaP.Router.Sessions;
using Microsoft.Extensions.Configuration;
using Microsoft.Extensions.DependencyInjection;
using Microsoft.Extensions.Logging;
using Microsoft.Extensions.Options;

namespace LeaP.Fuzz.Targets;

/// <summary>A router without ports.</summary>
internal sealed class RouterParts : IAsyncDisposable
{
    private readonly ServiceProvider _provider;

    public RouterParts()
    {
        IConfiguration configuration = new ConfigurationBuilder()
            .AddInMemoryCollection(
            [
                KeyValuePair.Create<string, string?>("Router:Sessions:Retention", "00:00:00"),
                KeyValuePair.Create<string, string?>("Router:Sessions:MaxEndedSessions", "0"),
            ])
            .Build();
        _provider = new ServiceCollection()
            .AddLogging(logging => logging.SetMinimumLevel(LogLevel.None))
            .AddSingleton(configuration)
            .AddRouterListeners()
            .AddAccess()
            .AddWorkerLinks()
            .AddSessions()
            .BuildServiceProvider();
    }

    /// <summary>A hello that is right in every way.</summary>
    public static WorkerHello Hello() => new()
    {
        WorkerId = "worker",
        InstanceId = "0199f4a2-0000-7000-8000-0000000000bb",
        BuildVersion = "1",
        MaxConcurrentPaths = 4,
        ProtocolVersions = { LinkProtocol.Version },
        Labels = { ["gpu"] = "none" },
        Models =
        {
            new ServedModel
            {
                ModelId = "model",
                MaxContextTokens = 1000,
                Fingerprint = "f",
                AnswerFormats = { "boxed", "text" },
                ProblemForm = new ProblemForm { Pattern = "^.*$", Description = "Anything.", Example = "1+1" },
                Defaults = new ModelDefaults
                {
                    PathCount = 2,
                    Rounds = new RoundSchedule { IntervalTokens = 10, SummaryTokens = 10, MaxTurns = 3, AnswerTokens = 10 },
                    PeerRouting = new PeerRoutingConfig { Policy = "hybrid", PeerCount = 1, Similarity = "indel" },
                    Sampling = new SamplingParameters { Temperature = 1 },
                },
            },
        },
    };

    public T Get<T>()
        where T : notnull => _provider.GetRequiredService<T>();

    /// <summary>Makes the link of a worker.</summary>
    public WorkerLink NewLink(WorkerIdentity worker) => new(
        worker,
        Get<LinkInbox>(),
        Get<IOptions<WorkerLinkOptions>>().Value,
        Get<IOptions<ReasoningOptions>>().Value,
        TimeProvider.System);

    /// <summary>Has ended sessions forgotten now and then.</summary>
    public Task StartAsync() => Get<SessionRegistry>().StartAsync(CancellationToken.None);

    public async ValueTask DisposeAsync()
    {
        await Get<SessionRegistry>().StopAsync(CancellationToken.None);
        await _provider.DisposeAsync();
    }
}
