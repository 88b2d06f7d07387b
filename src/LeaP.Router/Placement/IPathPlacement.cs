using LeaP.Reasoning.Catalogs;

namespace LeaP.Router.Placement;

/// <summary>Chooses the workers that take a session's paths. Found by name.</summary>
internal interface IPathPlacement : INamed
{
    /// <summary>Spreads paths over workers.</summary>
    /// <param name="freeSlots">Free slots of each worker that may take paths.</param>
    /// <param name="count">Paths to place; no more than all free slots together.</param>
    /// <returns>The position of the chosen worker for each path.</returns>
    IReadOnlyList<int> Choose(IReadOnlyList<int> freeSlots, int count);
}
