namespace LeaP.Reasoning.Sessions;

/// <summary>Layers of mode <c>moa</c>: each layer reads the answers of the layer before, the last one votes.</summary>
/// <param name="Layers">Layers, the last included; at least 2.</param>
/// <param name="Agents">Paths of every layer but the last; at least 1.</param>
/// <param name="FinalAgents">Paths of the last layer; at least 1.</param>
public sealed record MixtureSettings(int Layers, int Agents, int FinalAgents)
{
    /// <summary>Layers where a request names none, as in the paper's comparison.</summary>
    public const int DefaultLayers = 4;

    /// <summary>Agents where a request names none, as in the paper's comparison.</summary>
    public const int DefaultAgents = 3;

    /// <summary>Paths of the last layer where a request names none, as in the released code.</summary>
    public const int DefaultFinalAgents = 1;

    /// <summary>Paths of all layers.</summary>
    public int PathCount => ((Layers - 1) * Agents) + FinalAgents;

    /// <summary>Paths of the widest layer: as many as ever run at once.</summary>
    public int Width => Math.Max(Agents, FinalAgents);

    /// <summary>The layer of a path, from 1.</summary>
    /// <param name="pathIndex">Position of the path, from 0.</param>
    public int LayerOf(int pathIndex) => Math.Min(pathIndex / Agents, Layers - 1) + 1;
}
