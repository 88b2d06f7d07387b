using System.ComponentModel.DataAnnotations;
using LeaP.Inference.Cuda;
using LeaP.Inference.Engines;
using LeaP.Inference.OpenAI;

namespace LeaP.Worker.Options;

/// <summary>The model a worker serves. Section <c>Worker:Model</c>.</summary>
public sealed class WorkerModelOptions
{
    /// <summary>Name of the configuration section.</summary>
    public const string Section = "Worker:Model";

    /// <summary>Name clients ask for.</summary>
    /// <value>Default leap-embedded, the model that comes with the product. 1 to 256 characters.</value>
    [Required]
    [StringLength(256, MinimumLength = 1)]
    public string Id { get; set; } = "leap-embedded";

    /// <summary>Engine that runs it.</summary>
    /// <value>
    /// Default onnxruntime; or genai, in builds that have its package; or openai, for a model behind completions servers; or
    /// scripted, which needs no model.
    /// </value>
    [Required]
    public string Engine { get; set; } = EngineNames.OnnxRuntime;

    /// <summary>Folder of the model in the layout of ONNX Runtime GenAI, with a profile.json.</summary>
    /// <value>Default empty: the embedded model for its own name, an error for any other with onnxruntime and genai.</value>
    public string Folder { get; set; } = "";

    /// <summary>File with the prompt profile, when it is not profile.json in the folder.</summary>
    /// <value>Default empty.</value>
    public string Profile { get; set; } = "";

    /// <summary>Paths it may run at once.</summary>
    /// <value>Default 16; 1 to 1024.</value>
    [Range(1, 1024)]
    public int Slots { get; set; } = 16;

    /// <summary>Longest context of a path in tokens; 0 takes the model's own.</summary>
    /// <value>Default 0; 0 to 10000000.</value>
    [Range(0, 10_000_000)]
    public int MaxContextTokens { get; set; }

    /// <summary>MiB that the paths' KV may take with onnxruntime; waiting paths give theirs up when it is short. 0 takes what all slots need.</summary>
    /// <value>Default 0; 0 to 100000000.</value>
    [Range(0, 100_000_000)]
    public int KvMemoryMiB { get; set; }

    /// <summary>Longest time that paths which draw may wait for one stretch of another path's prompt with onnxruntime.</summary>
    /// <value>Default 250 ms; 10 ms to 1 min.</value>
    [Range(typeof(TimeSpan), "00:00:00.01", "00:01:00")]
    public TimeSpan LongestStall { get; set; } = TimeSpan.FromMilliseconds(250);

    /// <summary>What runs the model with onnxruntime and genai.</summary>
    /// <value>Default Cpu; or Cuda, an NVIDIA GPU, in builds for it.</value>
    [EnumDataType(typeof(WorkerDevice))]
    public WorkerDevice Device { get; set; }

    /// <summary>The NVIDIA GPU, where that is the device.</summary>
    public CudaOptions Cuda { get; } = new();

    /// <summary>Threads of one model run; 0 lets the engine choose.</summary>
    /// <value>Default 0; 0 to 1024.</value>
    [Range(0, 1024)]
    public int Threads { get; set; }

    /// <summary>The completions servers of the openai engine.</summary>
    public OpenAIEngineOptions OpenAI { get; } = new();
}
