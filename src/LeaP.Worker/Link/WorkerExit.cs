namespace LeaP.Worker.Link;

/// <summary>Exit code of the process, set by whatever stops the worker for good.</summary>
internal sealed class WorkerExit
{
    /// <summary>0 unless something failed.</summary>
    public int Code { get; set; }
}
