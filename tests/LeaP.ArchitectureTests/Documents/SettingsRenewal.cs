using LeaP.ArchitectureTests.Tree;

namespace LeaP.ArchitectureTests.Documents;

/// <summary>Writes the table of docs/settings.md anew before the tests read it, when <c>LEAP_RENEW_SETTINGS=1</c> asks for it.</summary>
public sealed class SettingsRenewal
{
    /// <summary>Path of the document from the root.</summary>
    internal const string Document = "docs/settings.md";

    private const string Heading = "| setting | default, range | meaning |";

    /// <summary>Renews when asked.</summary>
    public SettingsRenewal()
    {
        if (Environment.GetEnvironmentVariable("LEAP_RENEW_SETTINGS") == "1")
        {
            string introduction = Repository.Read(Document).Split(Heading)[0];
            IEnumerable<string> table = SettingsReader.Settings.Select(setting => setting.Row).Prepend("|---|---|---|").Prepend(Heading);
            File.WriteAllText(Path.Combine(Repository.Root, Document), introduction + string.Join('\n', table) + "\n");
        }
    }
}
