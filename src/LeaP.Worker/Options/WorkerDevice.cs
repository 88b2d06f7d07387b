namespace LeaP.Worker.Options;

/// <summary>What a worker's model runs on.</summary>
public enum WorkerDevice
{
    /// <summary>CPU cores.</summary>
    Cpu,

    /// <summary>An NVIDIA GPU.</summary>
    Cuda,
}
