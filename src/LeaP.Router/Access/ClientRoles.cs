namespace LeaP.Router.Access;

/// <summary>What clients may do.</summary>
internal static class ClientRoles
{
    /// <summary>Start, cancel and follow sessions of its tenant.</summary>
    public const string Reason = "reason";

    /// <summary>Follow sessions of its tenant.</summary>
    public const string Watch = "watch";

    /// <summary>See and drain workers.</summary>
    public const string Operate = "operate";

    /// <summary>Every role.</summary>
    public static IReadOnlyList<string> All { get; } = [Reason, Watch, Operate];

    /// <summary>Reads a list of roles.</summary>
    /// <param name="text">Roles.</param>
    /// <param name="separator">What stands between them.</param>
    /// <returns>The roles, at least one; null when the text holds anything else.</returns>
    public static IReadOnlyList<string>? Parse(string text, char separator)
    {
        string[] roles = text.Split(separator, StringSplitOptions.TrimEntries | StringSplitOptions.RemoveEmptyEntries);
        return roles.Length > 0 && roles.All(All.Contains) ? roles : null;
    }
}
