using System.Diagnostics;
using Microsoft.ML.OnnxRuntimeGenAI;

namespace LeaP.Benchmarks.Others;

/// <summary>
/// ONNX Runtime GenAI as it is fastest: all sequences are rows of one generator, begin together and have the same length.
/// </summary>
internal sealed class GenAIBatches : IOtherRuntime
{
    private readonly int _context;
    private readonly OgaHandle _runtime;
    private readonly Model _model;

    /// <inheritdoc cref="GenAIRuntime.Load(string, int)"/>
    public GenAIBatches(string folder, int context)
    {
        // Official builds report usage over the network unless they are told not to.
        Utils.DisableTelemetryEvents();
        _context = context;
        _runtime = new OgaHandle();
        _model = new Model(folder);
    }

    /// <inheritdoc/>
    public Task<OtherRun> RunAsync(OtherRequest request, CancellationToken cancellationToken)
        => Task.Run(() => Run(request, cancellationToken), cancellationToken);

    /// <inheritdoc/>
    public ValueTask DisposeAsync()
    {
        _model.Dispose();
        _runtime.Dispose();
        return ValueTask.CompletedTask;
    }

    private OtherRun Run(OtherRequest request, CancellationToken cancellationToken)
    {
        using var settings = new GeneratorParams(_model);
        settings.SetSearchOption("max_length", _context);
        settings.SetSearchOption("batch_size", request.Sequences);
        settings.SetSearchOption("do_sample", false);
        using var generator = new Generator(_model, settings);
        generator.AppendTokens([.. Enumerable.Repeat(request.Prompt, request.Sequences).SelectMany(prompt => prompt)]);

        // The first token is drawn from the prompt's logits and costs no step.
        generator.GenerateNextToken();
        long start = Stopwatch.GetTimestamp();
        for (int token = 0; token < request.Tokens; token++)
        {
            cancellationToken.ThrowIfCancellationRequested();
            generator.GenerateNextToken();
        }

        double seconds = Stopwatch.GetElapsedTime(start).TotalSeconds;
        int[][] drawn =
        [
            .. Enumerable.Range(0, request.Sequences)
                .Select(row => generator.GetSequence((ulong)row)[request.Prompt.Count..].ToArray()),
        ];
        return new OtherRun(seconds, drawn);
    }
}
