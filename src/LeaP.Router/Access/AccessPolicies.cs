namespace LeaP.Router.Access;

/// <summary>Names of the authorization policies.</summary>
internal static class AccessPolicies
{
    /// <summary>Any client that was let in.</summary>
    public const string Known = "leap.known";

    /// <summary>Clients that may start and cancel sessions.</summary>
    public const string Reason = "leap.reason";

    /// <summary>Clients that may follow sessions.</summary>
    public const string Watch = "leap.watch";

    /// <summary>Clients that may look after workers.</summary>
    public const string Operate = "leap.operate";
}
