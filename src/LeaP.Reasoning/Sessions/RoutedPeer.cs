namespace LeaP.Reasoning.Sessions;

/// <summary>One peer's summary as one path hears it.</summary>
/// <param name="PathIndex">Position of the path that wrote it.</param>
/// <param name="Similarity">Similarity to the hearer's own summary in [0, 1].</param>
/// <param name="Summary">The summary's text without its tags.</param>
public sealed record RoutedPeer(int PathIndex, double Similarity, string Summary)
{
    /// <summary>Positions of paths whose near-equal summaries this one stands for; its own is not among them.</summary>
    public IReadOnlyList<int> StandsFor { get; init; } = [];

    /// <summary>True when the path had ended and the text is its conclusion.</summary>
    public bool Concluded { get; init; }
}
