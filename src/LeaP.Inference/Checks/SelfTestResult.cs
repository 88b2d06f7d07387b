namespace LeaP.Inference.Checks;

/// <summary>Whether paths that were forked, appended to and cut see what a path sees that is prefilled from nothing.</summary>
/// <param name="Draws">Places at which both were compared; at least 1.</param>
/// <param name="WorstDifference">Largest difference between two logits, as a share of the range of all logits there.</param>
/// <param name="Tolerance">Largest share that rounding explains.</param>
public sealed record SelfTestResult(int Draws, double WorstDifference, double Tolerance)
{
    /// <summary>Whether the model can be trusted in this engine.</summary>
    public bool Passed => WorstDifference <= Tolerance;
}
