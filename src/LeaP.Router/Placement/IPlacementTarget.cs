using LeaP.Router.Sessions;

namespace LeaP.Router.Placement;

/// <summary>A linked worker as the placement sees it.</summary>
internal interface IPlacementTarget : ISessionLink
{
    /// <summary>Paths it can run at once.</summary>
    int SlotCount { get; }

    /// <summary>True unless it drains or its link has ended.</summary>
    bool TakesPaths { get; }

    /// <summary>True when it serves the model.</summary>
    /// <param name="model">Name of the model.</param>
    bool Serves(string model);
}
