using LeaP.Inference.Engines;
using LeaP.Inference.OnnxRuntime;

namespace LeaP.Benchmarks.Decode;

/// <summary>Decoding with models of real shapes and random weights.</summary>
internal static class DecodeBenchmark
{
    /// <summary>Prints the tables and their figures.</summary>
    /// <param name="options">What to measure.</param>
    /// <param name="report">Where it goes.</param>
    /// <param name="time">The clock.</param>
    /// <param name="cancellationToken">Ends the benchmark.</param>
    public static async Task RunAsync(DecodeOptions options, DecodeReport report, TimeProvider time, CancellationToken cancellationToken)
    {
        if (options.Figures.Count > 0)
        {
            DecodePicture.Draw(options.Figures, options.Picture);
            return;
        }

        using var store = new ModelStore(options.Folder);
        foreach (string shape in options.Shapes)
        {
            foreach (string weights in options.Weights)
            {
                DecodeModel model = DecodeShapes.Model(shape, weights);
                await report.ProgressAsync($"{model.Name}: making and loading the model");
                var engine = (OnnxEngine)await new OnnxRuntimeEngineFactory(time).LoadAsync(
                    new ModelLoadOptions { Folder = store.Folder(model), SlotCount = PathsPart.Counts.Max() }, cancellationToken);
                await using (engine)
                {
                    var session = new DecodeSession(
                        model, store.Folder(model), engine, new DecodeMeter(engine, time), report, time);
                    foreach (DecodePart part in options.Parts)
                    {
                        await RunAsync(part, session, store, options, cancellationToken);
                    }
                }
            }
        }
    }

    private static Task RunAsync(
        DecodePart part, DecodeSession session, ModelStore store, DecodeOptions options, CancellationToken cancellationToken) => part switch
        {
            DecodePart.Paths => PathsPart.RunAsync(session, cancellationToken),
            DecodePart.Prefill => PrefillPart.RunAsync(session, cancellationToken),
            DecodePart.Profile => ProfilePart.RunAsync(session, cancellationToken),
            DecodePart.GenAI => OtherPart.RunGenAIAsync(session, cancellationToken),
            _ => OtherPart.RunLlamaCppAsync(
                session,
                store.Gguf(session.Model),
                options.LlamaCpp ?? throw new InvalidOperationException("The part llamacpp needs --llamacpp."),
                cancellationToken),
        };
}
