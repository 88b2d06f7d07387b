using System.Globalization;
using LeaP.Inference.Engines;
using LeaP.Inference.OnnxRuntime;
using Microsoft.ML.OnnxRuntime;

namespace LeaP.Inference.Cuda;

/// <summary>An NVIDIA GPU.</summary>
/// <param name="options">Which one, and how it is used.</param>
internal sealed class CudaAccelerator(CudaOptions options) : IAccelerator
{
    private const string Provider = "CUDAExecutionProvider";
    private const long Mebibyte = 1 << 20;

    // ONNX Runtime's own name of a GPU's memory.
    private const string MemoryName = "Cuda";

    public OrtMemoryInfo Memory { get; } = new(MemoryName, OrtAllocatorType.DeviceAllocator, options.DeviceId, OrtMemType.Default);

    /// <summary>The settings in ONNX Runtime's words.</summary>
    /// <param name="options">The settings.</param>
    public static Dictionary<string, string> Settings(CudaOptions options)
    {
        var settings = new Dictionary<string, string>
        {
            ["device_id"] = options.DeviceId.ToString(CultureInfo.InvariantCulture),
            ["arena_extend_strategy"] = options.ArenaStrategy == CudaArenaStrategy.NextPowerOfTwo ? "kNextPowerOfTwo" : "kSameAsRequested",
            ["use_tf32"] = options.UseTf32 ? "1" : "0",
            // A captured graph replays one shape; batches and chunks change theirs with every run.
            ["enable_cuda_graph"] = "0",
            // Copies of KV are ordered with the runs that read it.
            ["do_copy_in_default_stream"] = "1",
        };
        if (options.MemoryLimitMiB > 0)
        {
            settings["gpu_mem_limit"] = (options.MemoryLimitMiB * Mebibyte).ToString(CultureInfo.InvariantCulture);
        }

        return settings;
    }

    public void AddTo(SessionOptions session)
    {
        RequireBuild(OrtEnv.Instance().GetAvailableProviders());
        try
        {
            using var provider = new OrtCUDAProviderOptions();
            provider.UpdateOptions(Settings(options));
            session.AppendExecutionProvider_CUDA(provider);
        }
        catch (OnnxRuntimeException error)
        {
            throw new ModelLoadException(
                $"GPU {options.DeviceId} cannot be used. It takes an NVIDIA GPU with its driver, CUDA 12 and cuDNN 9, as the image "
                + $"leap-worker-cuda has them. ONNX Runtime says: {error.Message}",
                error);
        }
    }

    /// <summary>Refuses a build for CPU cores.</summary>
    /// <param name="providers">What ONNX Runtime was built with.</param>
    internal static void RequireBuild(IReadOnlyCollection<string> providers)
    {
        if (!providers.Contains(Provider))
        {
            throw new ModelLoadException(
                "This build runs models on CPU cores only. For NVIDIA GPUs build the worker with -p:LeapAccelerator=Cuda or use "
                + $"the image leap-worker-cuda. ONNX Runtime was built with: {string.Join(", ", providers)}.");
        }
    }
}
