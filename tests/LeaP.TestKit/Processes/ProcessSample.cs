namespace LeaP.TestKit.Processes;

/// <summary>What a process holds at one moment.</summary>
/// <param name="ResidentBytes">Memory in RAM.</param>
/// <param name="Handles">Open file descriptors or handles.</param>
/// <param name="Threads">Threads.</param>
/// <param name="CpuTime">Processor time since its start.</param>
public sealed record ProcessSample(long ResidentBytes, int Handles, int Threads, TimeSpan CpuTime);
