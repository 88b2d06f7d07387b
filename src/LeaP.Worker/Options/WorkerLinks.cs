namespace LeaP.Worker.Options;

/// <summary>Which of its routers a worker is linked to.</summary>
public enum WorkerLinks
{
    /// <summary>One at a time, the first that takes it.</summary>
    One,

    /// <summary>Each of them at once, with an equal share of the worker's slots.</summary>
    Each,
}
