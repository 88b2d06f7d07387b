namespace LeaP.Soak.Measuring;

/// <summary>What a process held at a moment.</summary>
/// <param name="Minutes">Minutes since the run began.</param>
/// <param name="KibiBytes">Memory.</param>
/// <param name="Handles">Open handles or connections.</param>
/// <param name="Threads">Threads; 0 where they are not counted.</param>
internal readonly record struct ResourceSample(double Minutes, double KibiBytes, int Handles, int Threads);
