using Microsoft.ML.OnnxRuntime;

namespace LeaP.Inference.OnnxRuntime;

/// <summary>Runs whose inputs and outputs stay where they are, whatever memory that is.</summary>
internal static class BoundRuns
{
    /// <summary>Binds inputs and outputs by name.</summary>
    public static void BindAll(
        this OrtIoBinding binding,
        IReadOnlyList<string> inputs,
        IReadOnlyList<OrtValue> inputValues,
        IReadOnlyList<string> outputs,
        IReadOnlyList<OrtValue> outputValues)
    {
        for (int i = 0; i < inputs.Count; i++)
        {
            binding.BindInput(inputs[i], inputValues[i]);
        }

        for (int i = 0; i < outputValues.Count; i++)
        {
            binding.BindOutput(outputs[i], outputValues[i]);
        }
    }

    /// <summary>Runs, and returns when the outputs are there.</summary>
    public static void RunBound(this InferenceSession session, RunOptions run, OrtIoBinding binding)
    {
        binding.SynchronizeBoundInputs();
        session.RunWithBinding(run, binding);
        binding.SynchronizeBoundOutputs();
    }
}
