using System.Diagnostics.Metrics;
using LeaP.Inference.Engines;
using LeaP.Inference.Scripted;
using LeaP.Reasoning.Answers;
using LeaP.Reasoning.Catalogs;
using LeaP.Reasoning.Prompts;
using LeaP.Worker.Models;
using LeaP.Worker.Options;
using LeaP.Worker.Paths;
using LeaP.Worker.Telemetry;
using Microsoft.Extensions.DependencyInjection;
using Microsoft.Extensions.Logging.Abstractions;
using Microsoft.Extensions.Time.Testing;
using MsOptions = Microsoft.Extensions.Options.Options;

namespace LeaP.Worker.Tests.Support;

/// <summary>A worker without a link: a scripted model, its paths and a clock that stands still.</summary>
internal sealed class ScriptedWorker : IAsyncDisposable
{
    private readonly ServiceProvider _services = new ServiceCollection().AddMetrics().BuildServiceProvider();
    private readonly ModelHost _models;

    private ScriptedWorker(ModelHost models, FakeTimeProvider time)
    {
        _models = models;
        Time = time;
        Paths = new PathTable(
            models,
            new NamedCatalog<IAnswerFormat>(AnswerFormats.All),
            profile => new SummaryPromptSelector(profile),
            new PathTelemetry(new WorkerMetrics(_services.GetRequiredService<IMeterFactory>()), time),
            time,
            NullLogger<PathTable>.Instance);
    }

    public FakeTimeProvider Time { get; }

    public PathTable Paths { get; }

    public LoadedModel Model => _models.Model;

    public static async Task<ScriptedWorker> StartAsync(
        ScriptedEngineOptions? script = null, int slots = 8, int maxContextTokens = 0)
    {
        var time = new FakeTimeProvider();
        var models = new ModelHost(
            new EngineCatalog([new ScriptedEngineFactory(script ?? Endless, time)]),
            MsOptions.Create(new WorkerModelOptions
            {
                Id = "scripted",
                Engine = EngineNames.Scripted,
                Slots = slots,
                MaxContextTokens = maxContextTokens,
            }),
            time,
            NullLogger<ModelHost>.Instance);
        await models.StartAsync(TestContext.Current.CancellationToken);
        return new ScriptedWorker(models, time);
    }

    /// <summary>A model that never ends its reasoning by itself and answers 7 when it must.</summary>
    public static ScriptedEngineOptions Endless { get; } = new()
    {
        Answer = _ => "7",
        ThinkTokens = 100_000,
        ThinkTokensSpread = 0,
        SummaryTokens = 6,
    };

    /// <summary>A model whose every token takes time that never passes.</summary>
    public static ScriptedEngineOptions Frozen { get; } = Endless with { TokenDelay = TimeSpan.FromSeconds(1) };

    /// <summary>Runs one path alone to its end, every round's peers given at once.</summary>
    /// <param name="session">What to do.</param>
    /// <param name="order">The path.</param>
    /// <param name="peersOf">Peers by round; null for a router that sends none.</param>
    /// <param name="allowanceOf">Token allowance by round, as the router tells it with the peers.</param>
    /// <returns>What the path told.</returns>
    public async Task<List<Told>> RunAsync(
        SessionOrder session,
        PathOrder order,
        Func<int, IReadOnlyList<string>>? peersOf = null,
        Func<int, long?>? allowanceOf = null)
    {
        var mailbox = new PeerMailbox(Time);
        var reports = new RecordingReports();
        if (peersOf is not null)
        {
            reports.OnSummary = told =>
                mailbox.Deliver(told.Round, peersOf(told.Round), allowanceOf?.Invoke(told.Round));
            if (order is { Round: > 0, Peers: null })
            {
                mailbox.Deliver(order.Round, peersOf(order.Round));
            }
        }

        string text = order.PriorText.Count > 0
            ? string.Concat(order.PriorText.Select(segment => segment.Text))
            : PromptRenderer.Render(
                Model.Profile, session.Problem, PromptMode.WithPeers, session.AnswerFormat);
        CancellationToken stop = TestContext.Current.CancellationToken;
        var settings = new GenerationSettings(order.Attempt.PathIndex, order.Seed, session.Sampling);
        await using IGeneration generation = (await Model.Engine.StartAsync(text, [settings], stop).Soon())[0];
        var runner = new PathRunner(
            session,
            order,
            Model,
            generation,
            new SummaryPromptSelector(Model.Profile),
            new BoxedAnswer(),
            reports,
            mailbox,
            new LiveText());
        await runner.RunAsync(stop).Soon();
        return reports.TakeAll();
    }

    public async ValueTask DisposeAsync()
    {
        await Paths.CancelAllAsync(CancellationToken.None).Soon();
        await _models.DisposeAsync();
        await _services.DisposeAsync();
    }
}
