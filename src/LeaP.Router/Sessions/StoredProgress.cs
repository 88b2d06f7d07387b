using LeaP.Reasoning.Sessions;

namespace LeaP.Router.Sessions;

/// <summary>What another router needs to go on with a session.</summary>
/// <param name="RequestId">The request that started it; empty for none.</param>
/// <param name="Sequence">The last event that this is the state behind; 0 before the first.</param>
/// <param name="HandedOver">True when its router stopped on purpose, so that nobody need wait for it.</param>
/// <param name="Settings">Its settings.</param>
/// <param name="Inputs">What happened to it until then.</param>
internal sealed record StoredProgress(
    string RequestId,
    long Sequence,
    bool HandedOver,
    SessionSettings Settings,
    IReadOnlyList<SessionInput> Inputs);
