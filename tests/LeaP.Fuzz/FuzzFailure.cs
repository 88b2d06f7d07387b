namespace LeaP.Fuzz;

/// <summary>A case that did not hold.</summary>
/// <param name="Target">The target.</param>
/// <param name="Case">Number of the case.</param>
/// <param name="What">What happened.</param>
public sealed record FuzzFailure(string Target, int Case, string What);
