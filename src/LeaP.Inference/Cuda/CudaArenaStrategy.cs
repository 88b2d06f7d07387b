namespace LeaP.Inference.Cuda;

/// <summary>How ONNX Runtime's memory pool on a GPU grows.</summary>
public enum CudaArenaStrategy
{
    /// <summary>By what is asked for: least memory, for a GPU that is shared.</summary>
    SameAsRequested,

    /// <summary>By powers of two: fewer allocations, up to twice the memory.</summary>
    NextPowerOfTwo,
}
