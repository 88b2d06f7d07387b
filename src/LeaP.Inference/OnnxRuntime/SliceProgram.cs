using LeaP.Inference.Graphs;
using Microsoft.ML.OnnxRuntime;

namespace LeaP.Inference.OnnxRuntime;

/// <summary>A <see cref="SliceGraph"/> on a device.</summary>
internal sealed class SliceProgram : IDisposable
{
    private readonly InferenceSession _session;
    private readonly RunOptions _run = new();
    private readonly string[] _inputs;
    private readonly string[] _outputs;
    private readonly long[] _length = new long[1];
    private readonly OrtValue _lengthValue;

    public SliceProgram(IAccelerator accelerator, KvShape shape)
    {
        using var options = new SessionOptions { LogSeverityLevel = OrtLoggingLevel.ORT_LOGGING_LEVEL_ERROR };
        accelerator.AddTo(options);
        _session = new InferenceSession(SliceGraph.Write(shape.Tensors, (int)shape.ElementType), options);
        _inputs = [.. Enumerable.Range(0, shape.Tensors).Select(SliceGraph.From), SliceGraph.Length];
        _outputs = [.. Enumerable.Range(0, shape.Tensors).Select(SliceGraph.To)];
        _lengthValue = OrtValue.CreateTensorValueFromMemory(_length, [1]);
    }

    /// <inheritdoc cref="DeviceMemory.Copy"/>
    public void Run(IReadOnlyList<OrtValue> from, IReadOnlyList<OrtValue> to, int length)
    {
        _length[0] = length;
        using OrtIoBinding binding = _session.CreateIoBinding();
        binding.BindAll(_inputs, [.. from, _lengthValue], _outputs, to);
        _session.RunBound(_run, binding);
    }

    public void Dispose()
    {
        _lengthValue.Dispose();
        _session.Dispose();
        _run.Dispose();
    }
}
