using System.Diagnostics;
using LeaP.Hosting.Telemetry;
using LeaP.Inference.Engines;

namespace LeaP.Worker.Telemetry;

/// <summary>A generation that is measured and traced.</summary>
/// <param name="inner">The engine's.</param>
/// <param name="model">Name of its model.</param>
/// <param name="metrics">The instruments.</param>
/// <param name="time">The clock.</param>
internal sealed class MeasuredGeneration(IGeneration inner, string model, WorkerMetrics metrics, TimeProvider time)
    : IGeneration
{
    private int _held = Hold(inner, metrics);

    /// <inheritdoc />
    public string Text => inner.Text;

    /// <inheritdoc />
    public int TokenCount => inner.TokenCount;

    /// <inheritdoc />
    public async ValueTask<int> AppendAsync(string text, CancellationToken cancellationToken)
    {
        using Activity? span = PathTelemetry.StartInTrace("append");
        long start = time.GetTimestamp();
        int tokens = await inner.AppendAsync(text, cancellationToken);
        metrics.Prefilled("append", time.GetElapsedTime(start));
        span?.SetTag("gen_ai.usage.input_tokens", tokens);
        Update();
        return tokens;
    }

    /// <inheritdoc />
    public async ValueTask<GenerationResult> GenerateAsync(GenerateOptions options, CancellationToken cancellationToken)
    {
        using Activity? span = PathTelemetry.StartInTrace($"{PathTelemetry.Operation} {model}");
        long start = time.GetTimestamp();
        GenerationResult result = await inner.GenerateAsync(options, cancellationToken);
        metrics.Generated(model, time.GetElapsedTime(start), result.TokenCount);
        span?.SetTag(TelemetryNames.Operation, PathTelemetry.Operation)
            .SetTag(TelemetryNames.Model, model)
            .SetTag("gen_ai.usage.output_tokens", result.TokenCount);
        Update();
        return result;
    }

    /// <inheritdoc />
    public async ValueTask RewindAsync(int textLength, CancellationToken cancellationToken)
    {
        await inner.RewindAsync(textLength, cancellationToken);
        Update();
    }

    /// <inheritdoc />
    public async ValueTask<IGeneration> ForkAsync(GenerationSettings settings, CancellationToken cancellationToken) =>
        new MeasuredGeneration(await inner.ForkAsync(settings, cancellationToken), model, metrics, time);

    /// <inheritdoc />
    public ValueTask DisposeAsync()
    {
        metrics.Hold(-Interlocked.Exchange(ref _held, 0));
        return inner.DisposeAsync();
    }

    private static int Hold(IGeneration generation, WorkerMetrics metrics)
    {
        metrics.Hold(generation.TokenCount);
        return generation.TokenCount;
    }

    private void Update()
    {
        int now = inner.TokenCount;
        metrics.Hold(now - Interlocked.Exchange(ref _held, now));
    }
}
