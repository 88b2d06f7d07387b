namespace LeaP.Router.Sessions;

/// <summary>Whether a router can go on with a session whose own router is gone.</summary>
internal enum RecoveryChance
{
    /// <summary>It cannot: the session is lost.</summary>
    Never,

    /// <summary>Not yet: it has no worker for the session, which may still come.</summary>
    Later,

    /// <summary>It can.</summary>
    Now,
}
