using System.ComponentModel.DataAnnotations;

namespace LeaP.Inference.Cuda;

/// <summary>How a model uses an NVIDIA GPU.</summary>
public sealed class CudaOptions
{
    /// <summary>Number of the GPU among those that the process may see.</summary>
    /// <value>Default 0; 0 to 127.</value>
    [Range(0, 127)]
    public int DeviceId { get; set; }

    /// <summary>MiB of the GPU's memory that weights, KV and intermediate results may take together; 0 for all of it.</summary>
    /// <value>Default 0; 0 to 100000000.</value>
    [Range(0, 100_000_000)]
    public int MemoryLimitMiB { get; set; }

    /// <summary>How the memory pool grows.</summary>
    /// <value>Default SameAsRequested; or NextPowerOfTwo.</value>
    [EnumDataType(typeof(CudaArenaStrategy))]
    public CudaArenaStrategy ArenaStrategy { get; set; }

    /// <summary>Whether products of 32-bit floats may be rounded to 19 bits on the way, which is faster.</summary>
    /// <value>Default true.</value>
    public bool UseTf32 { get; set; } = true;

    /// <summary>Finds what is out of range.</summary>
    /// <returns>One sentence for each setting, which it names; empty when all is right.</returns>
    public IReadOnlyList<string> FindErrors()
    {
        var errors = new List<ValidationResult>();
        Validator.TryValidateObject(this, new ValidationContext(this), errors, validateAllProperties: true);
        return [.. errors.Select(error => $"{string.Join(", ", error.MemberNames)}: {error.ErrorMessage}")];
    }
}
