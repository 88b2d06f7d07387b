using System.Diagnostics;
using LeaP.Hosting.Telemetry;
using LeaP.Inference.Engines;
using LeaP.Protocol.Link.V1;
using LeaP.Worker.Models;
using PathAttempt = LeaP.Reasoning.Sessions.PathAttempt;

namespace LeaP.Worker.Telemetry;

/// <summary>Measures and traces the paths of a worker.</summary>
/// <param name="metrics">The instruments.</param>
/// <param name="time">The clock.</param>
internal sealed class PathTelemetry(WorkerMetrics metrics, TimeProvider time)
{
    /// <summary>What an engine does, by the conventions for generative AI.</summary>
    public const string Operation = "text_completion";

    /// <summary>The source of the worker's spans.</summary>
    public static ActivitySource Source { get; } = new(TelemetryNames.Worker);

    /// <summary>Begins the handling of a message of the router; what it starts belongs to the message's trace.</summary>
    /// <param name="message">The message.</param>
    /// <returns>Disposed when it is handled; null when the message belongs to no trace.</returns>
    public static Activity? Receive(ConnectResponse message)
    {
        ActivityContext sender = LinkTrace.Read(message.TraceContext);
        return sender == default
            ? null
            : Source.StartActivity($"receive {message.PayloadCase}", ActivityKind.Consumer, sender);
    }

    /// <summary>Begins a path's span.</summary>
    /// <param name="attempt">The attempt.</param>
    public static Activity? StartPath(PathAttempt attempt) => StartInTrace("path")
        ?.SetTag(TelemetryNames.SessionId, attempt.SessionId)
        .SetTag("leap.path.index", attempt.PathIndex)
        .SetTag("leap.path.attempt", attempt.Number);

    /// <summary>Begins a span when what runs now belongs to a trace already.</summary>
    /// <param name="name">Its name.</param>
    public static Activity? StartInTrace(string name) =>
        Activity.Current?.Source == Source ? Source.StartActivity(name) : null;

    /// <summary>Prefills a prompt and measures that; the generations measure what is done with them.</summary>
    /// <param name="model">The model.</param>
    /// <param name="prompt">The prompt.</param>
    /// <param name="paths">Settings of each path.</param>
    /// <param name="cancellationToken">Ends the wait.</param>
    public async ValueTask<IReadOnlyList<IGeneration>> OpenAsync(
        LoadedModel model,
        string prompt,
        IReadOnlyList<GenerationSettings> paths,
        CancellationToken cancellationToken)
    {
        using Activity? span = StartInTrace("prefill");
        long start = time.GetTimestamp();
        IReadOnlyList<IGeneration> generations = await model.Engine.StartAsync(prompt, paths, cancellationToken);
        metrics.Prefilled("prompt", time.GetElapsedTime(start));
        span?.SetTag("gen_ai.usage.input_tokens", generations[0].TokenCount);
        return [.. generations.Select(generation => new MeasuredGeneration(generation, model.Id, metrics, time))];
    }
}
