using LeaP.Inference.OnnxRuntime;
using Microsoft.ML.OnnxRuntime;
using Microsoft.ML.OnnxRuntime.Tensors;

namespace LeaP.Benchmarks.Decode;

/// <summary>Where the time of steps with 1 and 16 paths goes, by operator, as ONNX Runtime's own profiler sees it.</summary>
internal static class ProfilePart
{
    private const int Steps = 32;
    private const int Cached = 32;
    private static readonly int[] Counts = [1, 16];

    /// <summary>Runs it.</summary>
    /// <param name="session">The model.</param>
    /// <param name="cancellationToken">Ends it.</param>
    public static async Task RunAsync(DecodeSession session, CancellationToken cancellationToken)
    {
        foreach (int count in Counts)
        {
            cancellationToken.ThrowIfCancellationRequested();
            await session.Report.ProgressAsync($"{session.Model.Name}: profile of {count}");
            OperatorProfile profile = Measure(session, count);
            await session.Report.LineAsync($"{session.Model.Name}, {count} paths: {profile.StepMilliseconds:0.00} ms a step, of which");
            foreach ((string name, double share) in profile.Shares)
            {
                await session.Report.LineAsync($"{share,6:0.0%}  {name}");
            }
        }
    }

    private static OperatorProfile Measure(DecodeSession session, int count)
    {
        using var options = new SessionOptions
        {
            EnableProfiling = true,
            ProfileOutputPathPrefix = Path.Combine(session.Folder, "profile"),
        };
        using var graph = new InferenceSession(Path.Combine(session.Folder, "model.onnx"), options);
        Step(session, graph, count, Steps);
        string file = graph.EndProfiling();
        OperatorProfile profile = OperatorProfile.Read(file, Steps);
        File.Delete(file);
        return profile;
    }

    private static void Step(DecodeSession session, InferenceSession graph, int count, int steps)
    {
        var (layers, heads) = (session.Model.Shape.Layers, session.Model.Shape.KeyValueHeads);
        using var arena = new KvArena(new KvShape(
            count, layers, heads, session.Model.Shape.Context, session.Model.Shape.HeadSize, TensorElementType.Float));
        var inputs = new TokenInputs(takesPositions: false);
        var logits = new LogitsBuffer(TensorElementType.Float, session.Model.Shape.Vocabulary);
        OrtValue[] cache = [.. Enumerable.Range(0, arena.Shape.Tensors).Select(tensor => arena.View(tensor, 0, count))];
        string[] inputNames = ["input_ids", "attention_mask", .. Names("past_key_values", layers)];
        string[] outputNames = ["logits", .. Names("present", layers)];
        using var run = new RunOptions();
        for (int step = 0; step < steps; step++)
        {
            inputs.Reset(count, 1, Cached + step + 1);
            for (int row = 0; row < count; row++)
            {
                inputs.SetLength(row, Cached + step + 1);
                inputs.SetToken(row, 0, 1 + row + step);
            }

            OrtValue[] tokens = inputs.Tensors();
            using OrtValue output = logits.Tensor(count, 1);
            graph.Run(run, inputNames, [.. tokens, .. cache], outputNames, [output, .. cache]);
            foreach (OrtValue value in tokens)
            {
                value.Dispose();
            }
        }

        foreach (OrtValue value in cache)
        {
            value.Dispose();
        }
    }

    private static IEnumerable<string> Names(string prefix, int layers) => Enumerable.Range(0, layers).SelectMany(layer => new[]
    {
        FormattableString.Invariant($"{prefix}.{layer}.key"), FormattableString.Invariant($"{prefix}.{layer}.value"),
    });
}
