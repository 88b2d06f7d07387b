namespace LeaP.Inference.OnnxRuntime;

/// <summary>
/// Paths that were started together, and their forks. The decode loop is fair between these, however many paths each has.
/// Changed by the decode loop only.
/// </summary>
internal sealed class SessionShare
{
    /// <summary>Turn in which it last had pending tokens run; 0 for never.</summary>
    public long LastChunk { get; set; }
}
