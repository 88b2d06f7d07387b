using LeaP.Reasoning.Sessions;

namespace LeaP.Router.Links;

/// <summary>What a worker said of itself in its hello, checked.</summary>
internal sealed record WorkerIdentity(
    string WorkerId,
    string InstanceId,
    string BuildVersion,
    int SlotCount,
    IReadOnlyList<ServedModelInfo> Models,
    IReadOnlyDictionary<string, string> Labels)
{
    /// <summary>Attempts that it held on to when its last call broke.</summary>
    public IReadOnlyList<PathAttempt> HeldPaths { get; init; } = [];
}
