using Google.Rpc;
using Grpc.Core;
using LeaP.Protocol.Common.V1;
using LeaP.Router.Access;
using LeaP.Router.Links;
using LeaP.Router.Mapping;
using LeaP.Router.Options;
using Microsoft.Extensions.Configuration;
using Microsoft.Extensions.DependencyInjection;
using Microsoft.Extensions.Options;
using ProblemForm = LeaP.Reasoning.Prompts.ProblemForm;

namespace LeaP.Router.Tests.Support;

/// <summary>The router's services as they are registered, without ports, with a clock that stands still.</summary>
internal sealed class RouterParts : IAsyncDisposable
{
    public const long DrawnSeed = 4711;

    private readonly ServiceProvider _provider;

    public RouterParts(params (string Key, string Value)[] settings)
    {
        IConfiguration configuration = new ConfigurationBuilder()
            .AddInMemoryCollection(settings.Select(pair => KeyValuePair.Create(pair.Key, (string?)pair.Value)))
            .Build();
        _provider = new ServiceCollection()
            .AddLogging()
            .AddSingleton(configuration)
            .AddSingleton<TimeProvider>(Time)
            .AddSingleton<ISeedSource>(new FixedSeed())
            .AddRouterListeners()
            .AddAccess()
            .AddWorkerLinks()
            .AddSessions()
            .BuildServiceProvider();
    }

    public SignallingTime Time { get; } = new();

    public WorkerDirectory Directory => Get<WorkerDirectory>();

    public T Get<T>()
        where T : notnull => _provider.GetRequiredService<T>();

    public static ServedModelInfo Model(string id = "model", ProblemForm? form = null, params string[] formats) => new(
        id,
        4096,
        "f00d",
        Defaults(),
        form,
        formats.Length == 0 ? ["boxed", "choice", "text"] : formats);

    public static ModelDefaults Defaults() => new()
    {
        PathCount = 5,
        Rounds = new RoundSchedule { IntervalTokens = 11, SummaryTokens = 12, MaxTurns = 13, AnswerTokens = 14 },
        PeerRouting = new PeerRoutingConfig { Policy = "hybrid", PeerCount = 3, Similarity = "levenshtein" },
        Sampling = new SamplingParameters { Temperature = 0.5f, TopP = 0.75f },
    };

    public WorkerLink NewLink(string workerId, string instanceId, params ServedModelInfo[] models) => new(
        new WorkerIdentity(workerId, instanceId, "1.0", 4, models, new Dictionary<string, string>()),
        Get<LinkInbox>(),
        Get<IOptions<WorkerLinkOptions>>().Value,
        Get<IOptions<ReasoningOptions>>().Value,
        Time);

    /// <summary>Links a worker that serves models.</summary>
    public WorkerLink Link(string workerId, params ServedModelInfo[] models)
    {
        WorkerLink link = NewLink(workerId, $"{workerId}-1", models);
        Directory.Enter(link);
        return link;
    }

    /// <summary>The reason an error carries.</summary>
    public static string ReasonOf(RpcException exception) =>
        exception.GetRpcStatus().ShouldNotBeNull().GetDetail<ErrorInfo>().ShouldNotBeNull().Reason;

    /// <summary>The fields an error names, in its order.</summary>
    public static string[] FieldsOf(RpcException exception) =>
    [
        .. exception.GetRpcStatus().ShouldNotBeNull().GetDetail<BadRequest>().ShouldNotBeNull()
            .FieldViolations.Select(violation => violation.Field),
    ];

    public ValueTask DisposeAsync() => _provider.DisposeAsync();

    private sealed class FixedSeed : ISeedSource
    {
        public long Next() => DrawnSeed;
    }
}
