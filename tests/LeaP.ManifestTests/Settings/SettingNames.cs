using LeaP.ManifestTests.Tree;

namespace LeaP.ManifestTests.Settings;

/// <summary>Names of environment variables that our programs read.</summary>
internal static class SettingNames
{
    // The host's own prefix; it is cut off before the host reads its settings.
    private const string HostPrefix = "DOTNET_";

    private const string SecretFolder = "/run/secrets/";

    private static readonly string[] Documented =
        [.. Repository.Read("docs/settings.md").Split('\n').Where(line => line.StartsWith("| `", StringComparison.Ordinal)).Select(line => line.Split('`')[1])];

    private static readonly string[] OfTheFramework = ["DOTNET_SHUTDOWNTIMEOUTSECONDS"];

    /// <summary>True when a program reads the variable.</summary>
    /// <param name="variable">Such as <c>Router__ClientPort</c>.</param>
    public static bool IsKnown(string variable) =>
        OfTheFramework.Contains(variable)
        || Documented.Contains(ToKey(variable))
        || ToKey(variable).StartsWith("Worker:Labels:", StringComparison.Ordinal);

    /// <summary>
    /// The same settings as a command line, which needs no change of this process's environment. Those that name a file of
    /// a secret are left out: a program reads them when it checks its settings, and here they are not.
    /// </summary>
    /// <param name="environment">Variables.</param>
    public static string[] ToArguments(IReadOnlyDictionary<string, string> environment) =>
        [.. environment.Where(entry => !entry.Value.StartsWith(SecretFolder, StringComparison.Ordinal)).Select(entry => $"--{ToKey(entry.Key)}={entry.Value}")];

    private static string ToKey(string variable) =>
        (variable.StartsWith(HostPrefix, StringComparison.Ordinal) ? variable[HostPrefix.Length..] : variable)
            .Replace("__", ":", StringComparison.Ordinal);
}
